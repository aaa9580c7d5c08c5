/**
 * How the charts are looked at: one state for all cards, so that zoom and crosshair are shared and a new card starts
 * as the others are. Choices are remembered; zoom and crosshair are of the moment.
 */
import { computed, ref, shallowRef } from 'vue'
import type { Scale } from '../../src-main/analysis/axisLimits'
import { z } from '../../src-main/contract/schema'
import { remembered } from '../lab/remembered'
import type { Range } from './range'

export const largestSmoothing = 0.99

const scaleSchema = z.enum(['linear', 'log'])
const choicesSchema = z.object({
  tab: z.enum(['curves', 'secondMoment']),
  axis: z.enum(['step', 'epoch', 'time']),
  /** By tab: a loss and s_dW are not looked at alike. */
  scales: z.object({ curves: scaleSchema, secondMoment: scaleSchema }),
  /** Weight of the past. */
  smoothing: z.number().min(0).max(largestSmoothing),
  ribbon: z.enum(['percentiles', 'extremes']),
})
export type ChartChoices = Readonly<z.infer<typeof choicesSchema>>

const choices = remembered<ChartChoices>('charts', choicesSchema, {
  tab: 'curves',
  axis: 'step',
  scales: { curves: 'log', secondMoment: 'log' },
  smoothing: 0,
  ribbon: 'percentiles',
})
const scale = computed(() => choices.value.scales[choices.value.tab])
/** The part of the axis in view, in its units; null = all of it. */
const zoom = shallowRef<Range | null>(null)
/** The place of the crosshair on the axis; null = none. */
const crosshair = ref<number | null>(null)
/** The card that fills the window, by id. */
const fullCard = ref<string | null>(null)

function choose(change: Partial<ChartChoices>): void {
  if (change.axis !== undefined && change.axis !== choices.value.axis) {
    zoom.value = null
    crosshair.value = null
  }
  choices.value = { ...choices.value, ...change }
}

function chooseScale(chosen: Scale): void {
  choose({ scales: { ...choices.value.scales, [choices.value.tab]: chosen } })
}

export function useChartView() {
  return { choices, scale, zoom, crosshair, fullCard, choose, chooseScale }
}
