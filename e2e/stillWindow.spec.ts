/** A window that nobody touches and in which nothing trains draws nothing: it leaves the machine to others. */
import { LabWindow } from './pages/labWindow'
import { bowl } from './support/documents'
import { test } from './support/launch'

/** A second of a window's frames. */
const stillFrames = 60

test('after its runs are drawn, a window comes to rest', async ({ lab }) => {
  const window = new LabWindow(lab.page)
  await window.experiment.start(bowl('bowl'))
  await window.runs.expectStatus('bowl', 'completed')
  await window.charts.expectDrawn('Training loss', { series: 1, lastStep: 400 })
  await lab.page.evaluate(framesWithoutDrawing, stillFrames)
})

/** Resolves once so many animation frames in a row have cleared no canvas. In the page. */
function framesWithoutDrawing(wanted: number): Promise<void> {
  let still = 0
  const { prototype } = CanvasRenderingContext2D
  const { clearRect } = prototype
  prototype.clearRect = function (...place) {
    still = 0
    clearRect.apply(this, place)
  }
  return new Promise((resolve) => {
    const look = (): void => {
      still++
      if (still > wanted) resolve()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}
