/** The charts, in the order in which their cards stand, and the tabs they stand on. */
import type { ChartDefinition, ChartTab } from './chartDefinition'
import { gradientNormChart } from './gradientNormChart'
import { learningRateChart } from './learningRateChart'
import { secondMomentChart } from './secondMomentChart'
import { trainingLossChart } from './trainingLossChart'
import { updateNormChart } from './updateNormChart'
import { validationAccuracyChart } from './validationAccuracyChart'
import { validationLossChart } from './validationLossChart'

export const charts: readonly ChartDefinition[] = [
  trainingLossChart,
  validationLossChart,
  validationAccuracyChart,
  gradientNormChart,
  updateNormChart,
  learningRateChart,
  secondMomentChart,
]

export const chartTabs: readonly { readonly id: ChartTab; readonly title: string }[] = [
  { id: 'curves', title: 'Curves' },
  { id: 'secondMoment', title: 's_dW' },
]
