/** The application menu: what the platform expects, and the lab's commands, each sent to the window by name. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../contract/events'

export function createMenu(send: (command: MenuCommand) => void): Menu {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: '&File',
      submenu: [
        command('New Experiment', 'newExperiment', 'CmdOrCtrl+N'),
        command('The Lecture’s First Experiment', 'lecture'),
        command('Import Experiment…', 'importExperiment'),
        { type: 'separator' },
        command('Open Lab File…', 'openLabFile', 'CmdOrCtrl+O'),
        command('New Lab File…', 'newLabFile'),
        command('Save Lab File As…', 'saveLabFileAs'),
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { type: 'separator' },
        command('Undo Delete', 'undo'),
        command('Select All Runs', 'selectAll'),
        command('Delete Selected Runs', 'deleteRuns'),
      ],
    },
    {
      label: '&Run',
      submenu: [
        command('Pause or Go On', 'togglePause'),
        command('Stop', 'stopRun'),
        { type: 'separator' },
        command('Duplicate and Change', 'duplicateRun', 'CmdOrCtrl+D'),
      ],
    },
    {
      label: '&View',
      submenu: [
        command('Search Runs and Commands', 'palette', 'CmdOrCtrl+K'),
        { type: 'separator' },
        command('Runs Panel', 'toggleRuns'),
        command('Experiment Panel', 'toggleExperiment'),
        { type: 'separator' },
        {
          label: 'Theme',
          submenu: [command('System', 'themeSystem'), command('Light', 'themeLight'), command('Dark', 'themeDark')],
        },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ type: 'separator' as const }, { role: 'toggleDevTools' as const }]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' as const }] : []),
    {
      label: '&Help',
      submenu: [command('Keyboard Shortcuts', 'keyboardShortcuts'), { role: 'about' }],
    },
  ]
  return Menu.buildFromTemplate(template)
}
