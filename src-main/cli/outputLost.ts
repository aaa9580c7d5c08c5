/** Standard output takes no more: its reader has gone (`lab list | head -1`), or what it is written to is full. */
export class OutputLost extends Error {
  override readonly name = 'OutputLost'
  /** Who closes the pipe has read what they wanted: nothing went wrong. */
  readonly isReaderGone: boolean

  /** @param code - of the error that writing ended with, such as `EPIPE` */
  constructor(code: string) {
    super(`standard output cannot be written (${code})`)
    this.isReaderGone = code === 'EPIPE'
  }
}
