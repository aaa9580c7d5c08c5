/**
 * The three columns: widths and which are folded, remembered.
 *
 * In a narrow window the right column folds first, by itself, and comes back with the room; what the user does in the
 * narrow window holds until then. Narrower still, the left column gives way so that the charts keep their least width.
 */
import { computed, ref } from 'vue'
import { z } from '../../src-main/contract/schema'
import { remembered } from './remembered'

export const runsWidthBounds = { min: 260, max: 900 } as const
export const experimentWidthBounds = { min: 264, max: 720 } as const
const leastChartsWidth = 420
/** Beside a wide experiment, the runs keep a name, the loss and the status. */
const leastRunsWidthBeside = 300
const railWidth = 36
/** At this width, three columns leave the charts too little. */
const narrowWidth = 1340

const widthSchema = (bounds: { readonly min: number; readonly max: number }) =>
  z.number().min(bounds.min).max(bounds.max)

const wishedRunsWidth = remembered('layout.runsWidth', widthSchema(runsWidthBounds), 488)
const wishedExperimentWidth = remembered('layout.experimentWidth', widthSchema(experimentWidthBounds), 304)
const runsFolded = remembered('layout.runsFolded', z.boolean(), false)
const experimentFoldedWhenWide = remembered('layout.experimentFolded', z.boolean(), false)
const experimentFoldedWhenNarrow = ref(true)
const windowWidth = ref(window.innerWidth)

const isNarrow = computed(() => windowWidth.value < narrowWidth)
const experimentFolded = computed({
  get: () => (isNarrow.value ? experimentFoldedWhenNarrow.value : experimentFoldedWhenWide.value),
  set: (isFolded) => {
    if (isNarrow.value) experimentFoldedWhenNarrow.value = isFolded
    else experimentFoldedWhenWide.value = isFolded
  },
})

const experimentWidth = computed({
  get: () => {
    const room = windowWidth.value - (runsFolded.value ? railWidth : leastRunsWidthBeside) - leastChartsWidth
    return Math.max(experimentWidthBounds.min, Math.min(wishedExperimentWidth.value, room))
  },
  set: (width) => {
    wishedExperimentWidth.value = within(width, experimentWidthBounds)
  },
})
const runsWidth = computed({
  get: () => {
    const taken = experimentFolded.value ? railWidth : experimentWidth.value
    const room = windowWidth.value - taken - leastChartsWidth
    return Math.max(runsWidthBounds.min, Math.min(wishedRunsWidth.value, room))
  },
  set: (width) => {
    wishedRunsWidth.value = within(width, runsWidthBounds)
  },
})

function within(width: number, bounds: { readonly min: number; readonly max: number }): number {
  return Math.round(Math.min(bounds.max, Math.max(bounds.min, width)))
}

/** Follows the window's width until the function returned is called. */
function followWindow(): () => void {
  const update = (): void => {
    const wasNarrow = isNarrow.value
    windowWidth.value = window.innerWidth
    if (isNarrow.value && !wasNarrow) experimentFoldedWhenNarrow.value = true
  }
  window.addEventListener('resize', update)
  update()
  return () => window.removeEventListener('resize', update)
}

export function useLayout() {
  return { runsWidth, experimentWidth, runsFolded, experimentFolded, followWindow }
}
