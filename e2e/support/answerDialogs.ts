/**
 * The desktop's file dialogs, answered in main as if a user had chosen the file. The page and the app's own code are as
 * they are; only what Electron would have asked the desktop is known beforehand.
 */
import type { LabApp } from './labApp'

/** The next save dialogs choose `file`; null closes them. */
export async function answerSaveDialog(lab: LabApp, file: string | null): Promise<void> {
  await lab.inMain(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' })
  }, file)
}

/** The next open dialogs choose `file`; null closes them. */
export async function answerOpenDialog(lab: LabApp, file: string | null): Promise<void> {
  await lab.inMain(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, file)
}
