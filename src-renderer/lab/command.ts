/** One command of the window, as the palette, the keys, the menu and the shortcuts dialog share it. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly group: 'Experiment' | 'Runs' | 'Lab file' | 'Window'
  readonly shortcut?: string
  /** Its shortcut works only while the keyboard is in the table of runs. */
  readonly isOfTable?: boolean
  readonly enabled: () => boolean
  readonly run: () => void
}

export const always = (): boolean => true
