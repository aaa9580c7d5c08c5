/** The list of optimizers. To add one: write its file, and add it here. */
import { adabelief } from './adabelief'
import { adadelta } from './adadelta'
import { adafactor } from './adafactor'
import { adagrad } from './adagrad'
import { adam } from './adam'
import { adamax } from './adamax'
import { adamw } from './adamw'
import { lamb } from './lamb'
import { lion } from './lion'
import { momentum } from './momentum'
import { muon } from './muon'
import { nadam } from './nadam'
import { nesterov } from './nesterov'
import type { OptimizerDefinition } from './optimizer'
import { prodigy } from './prodigy'
import { radam } from './radam'
import { rmsprop } from './rmsprop'
import { rprop } from './rprop'
import { scheduleFreeAdamw } from './scheduleFreeAdamw'
import { scheduleFreeSgd } from './scheduleFreeSgd'
import { sgd } from './sgd'
import { soap } from './soap'
import { yogi } from './yogi'

export const optimizers: readonly OptimizerDefinition[] = [
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adagrad,
  adadelta,
  adam,
  adamw,
  adamax,
  nadam,
  radam,
  adabelief,
  yogi,
  lion,
  rprop,
  scheduleFreeSgd,
  scheduleFreeAdamw,
  prodigy,
  lamb,
  adafactor,
  muon,
  soap,
]
