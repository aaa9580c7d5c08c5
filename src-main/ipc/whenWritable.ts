/**
 * Calls that change the lab file wait for another program that has locked it, without keeping main, but not for ever:
 * then the caller is told, and nothing was changed.
 */
import type { Result } from '../contract/result'
import type { RunService } from '../runs/runService'
import type { LabSession } from './labSession'

/** What one waits for at a button that was pressed. */
const patienceMs = 5000

/** @param change - all or nothing; called again where the lab file was locked */
export async function whenWritable<T>(
  session: LabSession,
  change: (service: RunService) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  let isPatient = true
  const timer = setTimeout(() => {
    isPatient = false
    tell()
  }, patienceMs)
  let tell = (): void => {}
  try {
    for (;;) {
      const open = session.open()
      if (!open.ok) return open
      const { service } = open.value
      const result = await change(service)
      if (result.ok || result.error.kind !== 'labFileLocked' || !isPatient) return result
      await Promise.race([service.whenWritable(), new Promise<void>((resolve) => (tell = resolve))])
    }
  } finally {
    clearTimeout(timer)
  }
}
