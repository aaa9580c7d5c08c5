/** What the handlers work with, given at the composition root. */
import type { Catalogue, Registry } from '../contract/definition'
import type { FileDialogs } from './fileDialogs'
import type { LabSession } from './labSession'

export interface HandlerParts {
  readonly session: LabSession
  readonly registry: Registry
  readonly catalogue: Catalogue
  readonly dialogs: FileDialogs
  /** Told which lab file to open at the next start. */
  readonly remember: (file: string) => void
}
