/** Prepared work: does so many passes, one after the other. */
export type Passes = (count: number) => void
