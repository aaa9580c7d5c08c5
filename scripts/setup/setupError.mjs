/** A reason why set-up cannot go on that the person at the keyboard can act on; printed without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}
