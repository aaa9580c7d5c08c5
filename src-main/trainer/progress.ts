/** How far a run is: updates made, and the losses so far. */
export interface Progress {
  step: number
  /** of step 1 */
  firstLoss: number | null
  trainingLoss: number | null
  bestTrainingLoss: number | null
  /** the step after which the other threads left */
  threadsLeftAt: number | null
}
