/** The desktop's dialogs, as the handlers see them; Electron's are given at the composition root. */
export interface FileFilter {
  readonly name: string
  readonly extensions: readonly string[]
}

export interface FileDialogs {
  /** The path to write to, or null when the user closed the dialog. */
  save(suggestedName: string, filter: FileFilter): Promise<string | null>
  /** The file to read, or null when the user closed the dialog. */
  open(title: string, filter: FileFilter): Promise<string | null>
  /** The folder to read from, or null when the user closed the dialog. */
  openFolder(title: string): Promise<string | null>
  /** Shows a file in the desktop's file manager. */
  reveal(file: string): void
}
