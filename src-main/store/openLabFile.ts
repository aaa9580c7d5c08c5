/** Opens, or makes, a lab file. */
import type { Result } from '../contract/result'
import { failure } from '../contract/result'
import type { LabFile, WritableLabFile } from './labFile'

/**
 * @param mode `write` makes the file when there is none, brings it up to date and holds the writer's lock;
 *   `read` needs no lock and sees what a writer has committed.
 */
export function openLabFile(path: string, options: { readonly mode: 'write' }): Result<WritableLabFile>
export function openLabFile(path: string, options: { readonly mode: 'read' }): Result<LabFile>
export function openLabFile(path: string, _options: { readonly mode: 'write' | 'read' }): Result<LabFile> {
  return failure({ kind: 'storeUnavailable', file: path, reason: 'cannot be opened yet' })
}
