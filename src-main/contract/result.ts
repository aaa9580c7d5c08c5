/** What every call returns: a value, or an error as data. */
import { type LabError, LabFailure } from './errors'

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LabError }

export function success<T>(value: T): Result<T> {
  return { ok: true, value }
}

export function failure(error: LabError): { readonly ok: false; readonly error: LabError } {
  return { ok: false, error }
}

/** @throws LabFailure when the result is an error. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new LabFailure(result.error)
}
