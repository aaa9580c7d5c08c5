/** The end of every `switch` over a closed union, and the error that a broken invariant raises. */

/** A state that the program's own code must never reach; ends the run, not the app. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError'
}

/**
 * Makes the compiler refuse a `switch` that forgets a member.
 *
 * @throws InvariantError when a value outside the union arrives at run time.
 */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`)
}
