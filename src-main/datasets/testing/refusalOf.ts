/** Why a dataset was refused; '' when it was not. Anything else that is thrown goes on. */
import { LabFailure } from '../../contract/errors'

export function refusalOf(read: () => unknown): string {
  try {
    read()
  } catch (error) {
    if (error instanceof LabFailure && error.error.kind === 'datasetUnreadable') return error.error.reason
    throw error
  }
  return ''
}
