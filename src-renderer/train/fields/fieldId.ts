/** The id of the control at a place of the document, for labels, descriptions and jumps to a problem. */
import { parsePath } from '../draft/documentPath'

export function fieldId(path: string): string {
  return ['field', ...parsePath(path)].join('-')
}
