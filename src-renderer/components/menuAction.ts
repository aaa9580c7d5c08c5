/** One line of a menu; a separator stands above what `startsGroup`. */
export interface MenuAction {
  readonly id: string
  readonly title: string
  readonly shortcut?: string
  readonly enabled?: boolean
  readonly startsGroup?: boolean
  readonly isChecked?: boolean
  readonly run: () => void
}
