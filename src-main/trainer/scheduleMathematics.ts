/** The engine's reproducible functions, as schedules ask for them. */
import { integerPower } from '../engine/mathematics/integerPower'
import { power } from '../engine/mathematics/power'
import { cosine } from '../engine/mathematics/sine'
import type { ScheduleMathematics } from '../schedules/schedule'

export const scheduleMathematics: ScheduleMathematics = { integerPower, power, cosine }
