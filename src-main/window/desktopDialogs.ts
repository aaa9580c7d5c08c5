/** Electron's file dialogs, sheeted to the window there is. */
import { type BrowserWindow, dialog, shell } from 'electron'

interface Filter {
  readonly name: string
  readonly extensions: readonly string[]
}

/** The same shape as `ipc/fileDialogs.ts` asks for; the composition root joins the two. */
export function createDesktopDialogs(currentWindow: () => BrowserWindow | null) {
  const filters = (filter: Filter) => [
    { name: filter.name, extensions: [...filter.extensions] },
    { name: 'All files', extensions: ['*'] },
  ]
  return {
    async save(suggestedName: string, filter: Filter): Promise<string | null> {
      const window = currentWindow()
      const options = { defaultPath: suggestedName, filters: filters(filter) }
      const answer = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
    async open(title: string, filter: Filter): Promise<string | null> {
      const window = currentWindow()
      const options = { title, filters: filters(filter), properties: ['openFile' as const] }
      const answer = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    async openFolder(title: string): Promise<string | null> {
      const window = currentWindow()
      const options = { title, properties: ['openDirectory' as const] }
      const answer = await (window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options))
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    reveal(file: string): void {
      shell.showItemInFolder(file)
    },
  }
}
