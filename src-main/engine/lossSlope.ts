/**
 * How steep the loss is along one element, seen from few or from many points.
 *
 *   glance   (f(h) − f(−h)) / 2h                                            error h²/6·f‴,     rounding η/h
 *   central  (45·(f(h) − f(−h)) − 9·(f(2h) − f(−2h)) + f(3h) − f(−3h)) / 60h  error h⁶/140·f⁽⁷⁾, rounding 11/6·η/h
 *   right    (−11·f(0) + 18·f(h) − 9·f(2h) + 2·f(3h)) / 6h, left its mirror   error h³/4·f⁗,    rounding 20/3·η/h
 *
 * f(x) is the loss with x added to the element, η how exactly a loss is known. Of the same points, the five-point
 * difference and the three-point sides say what higher derivatives and kinks do to these. One kink max(0, x − d), wherever
 * d is, puts `central` off by at most 0.82 of what they differ by (worked out over d); twice that allows for several.
 * Source: Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids", Mathematics of Computation
 * 51, 1988, tables 1 and 3.
 */
import type { Reals } from './precision'

export interface Slope {
  readonly central: number
  readonly right: number
  readonly left: number
  /** What rounding of the loss alone can do to `central`, and to a side. */
  readonly noise: number
  readonly sideNoise: number
  /** How far `central` can be off: rounding, and twice what the estimates differ by. */
  readonly uncertainty: number
  /** How far the sides are apart. */
  readonly jump: number
  /** How much of the jump curvature may be, by the three-point sides. */
  readonly bend: number
}

/** The loss `distance` away from the element's present value, which it leaves as it was. */
export type LossAlong = (distance: number) => number

export function lossAlong(lossAt: () => number, values: Reals, at: number): LossAlong {
  return (distance) => {
    const kept = values[at]!
    values[at] = kept + distance
    const loss = lossAt()
    values[at] = kept
    return loss
  }
}

/**
 * @param f - of six points; `here` is f(0)
 * @param step - h, in units of the element
 * @param known - η, how exactly a loss is known
 */
export function slopeOf(f: LossAlong, here: number, step: number, known: number): Slope {
  const [a1, a2, a3] = [f(step), f(2 * step), f(3 * step)]
  const [b1, b2, b3] = [f(-step), f(-2 * step), f(-3 * step)]
  const central = (45 * (a1 - b1) - 9 * (a2 - b2) + (a3 - b3)) / (60 * step)
  const fivePoint = (8 * (a1 - b1) - (a2 - b2)) / (12 * step)
  const right = (18 * a1 - 9 * a2 + 2 * a3 - 11 * here) / (6 * step)
  const left = (11 * here - 18 * b1 + 9 * b2 - 2 * b3) / (6 * step)
  const threePointJump = (4 * (a1 + b1) - (a2 + b2) - 6 * here) / (2 * step)
  const jump = Math.abs(right - left)
  const bend = Math.abs(right - left - threePointJump)
  const noise = ((11 / 6) * known) / step
  const sideNoise = ((20 / 3) * known) / step
  return {
    central,
    right,
    left,
    noise,
    sideNoise,
    uncertainty: noise + 2 * (Math.abs(central - fivePoint) + jump + bend),
    jump,
    bend,
  }
}
