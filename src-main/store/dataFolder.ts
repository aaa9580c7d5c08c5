/** Where the app keeps its own files: one rule for the window and the command line. */
import { homedir } from 'node:os'
import { join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

const folderName = 'Second Moment'

/** `LAB_USER_DATA` when set; otherwise the platform's folder for application data, as Electron names it. */
export function dataFolder(environment: Environment, platform: NodeJS.Platform): string {
  const chosen = environment.LAB_USER_DATA
  if (chosen !== undefined && chosen !== '') return chosen
  switch (platform) {
    case 'win32':
      return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), folderName)
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', folderName)
    default:
      return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), folderName)
  }
}

/** The lab file of a user who never chose another. */
export function defaultLabFile(environment: Environment, platform: NodeJS.Platform): string {
  return join(dataFolder(environment, platform), 'second-moment.lab')
}
