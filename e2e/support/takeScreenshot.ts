/**
 * A picture of the window's content in a given size and theme, for people to look at and for the README.
 * The theme is set where the system's would be, so the app shows what it does under such a system.
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { inProject, type LabApp } from './labApp'

export interface ScreenshotRequest {
  readonly name: string
  readonly theme: 'light' | 'dark'
  /** CSS pixels of the page. */
  readonly width: number
  readonly height: number
}

/** Writes test-results/screenshots/NAME-THEME.png and returns its path. */
export async function takeScreenshot(lab: LabApp, request: ScreenshotRequest): Promise<string> {
  const { name, theme, width, height } = request
  await setWindow(lab, request)
  await lab.page.waitForFunction(
    ([wantedWidth, wantedHeight, isDark]) =>
      innerWidth === wantedWidth &&
      innerHeight === wantedHeight &&
      matchMedia('(prefers-color-scheme: dark)').matches === isDark,
    [width, height, theme === 'dark'] as const,
  )
  await lab.page.evaluate(async () => {
    await document.fonts.ready
    // Charts draw in the frame after a change of size; the second frame has them.
    for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  })
  const path = inProject('test-results/screenshots', `${name}-${theme}.png`)
  await mkdir(dirname(path), { recursive: true })
  await lab.page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  return path
}

/** Sets the size of the first window's content and the system's theme. */
export async function setWindow(lab: LabApp, request: Omit<ScreenshotRequest, 'name'>): Promise<void> {
  const window = await lab.app.browserWindow(lab.page)
  await lab.inMain(({ nativeTheme }, theme) => {
    nativeTheme.themeSource = theme
  }, request.theme)
  await window.evaluate((self, [width, height]) => self.setContentSize(width, height), [
    request.width,
    request.height,
  ] as const)
}
