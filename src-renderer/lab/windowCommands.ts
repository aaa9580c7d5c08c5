/** Commands about the window itself: palette, columns, theme, shortcuts. */
import { always, type Command } from './command'
import { useDialogs } from './useDialogs'
import { useLayout } from './useLayout'
import { useTheme } from './useTheme'

const { open } = useDialogs()
const layout = useLayout()
const { setTheme } = useTheme()

export const windowCommands: readonly Command[] = [
  {
    id: 'palette',
    title: 'Search runs and commands',
    group: 'Window',
    shortcut: 'Ctrl+K',
    enabled: always,
    run: () => open('palette'),
  },
  {
    id: 'toggleRuns',
    title: 'Fold or unfold the runs',
    group: 'Window',
    shortcut: 'Ctrl+B',
    enabled: always,
    run: () => {
      layout.runsFolded.value = !layout.runsFolded.value
    },
  },
  {
    id: 'toggleExperiment',
    title: 'Fold or unfold the experiment',
    group: 'Window',
    shortcut: 'Ctrl+E',
    enabled: always,
    run: () => {
      layout.experimentFolded.value = !layout.experimentFolded.value
    },
  },
  {
    id: 'about',
    title: 'About Second Moment: version, backends',
    group: 'Window',
    enabled: always,
    run: () => open('about'),
  },
  { id: 'themeSystem', title: 'Theme: as the system', group: 'Window', enabled: always, run: () => setTheme('system') },
  { id: 'themeLight', title: 'Theme: light', group: 'Window', enabled: always, run: () => setTheme('light') },
  { id: 'themeDark', title: 'Theme: dark', group: 'Window', enabled: always, run: () => setTheme('dark') },
  {
    id: 'keyboardShortcuts',
    title: 'Keyboard shortcuts',
    group: 'Window',
    shortcut: 'F1',
    enabled: always,
    run: () => open('shortcuts'),
  },
]
