/**
 * Trainers as Electron utility processes, for the window.
 *
 * Hazards: a message posted while the exit is being told has crashed the main process (Electron issue 53923), so the
 * handle is let go first; a utility process neither ends by itself nor keeps its last message when it does, so main
 * ends it.
 */
import { type UtilityProcess, utilityProcess } from 'electron'
import type { TrainerHost, TrainerProcess } from './trainerHost'

const serviceName = 'Second Moment trainer'

/** @param entry full path of the built trainer. Electron must be ready before the first start. */
export function createElectronTrainerHost(entry: string): TrainerHost {
  return { start: () => processOf(utilityProcess.fork(entry, [], { serviceName, stdio: 'inherit' })) }
}

function processOf(child: UtilityProcess): TrainerProcess {
  let handle: UtilityProcess | undefined = child
  return {
    send: (message) => handle?.postMessage(message),
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', (code) => {
        handle = undefined
        listener({ code })
      })
    },
    kill: () => {
      handle?.kill()
    },
  }
}
