/** How far a run is: updates made, and the losses so far. */
export interface Progress {
  step: number
  trainingLoss: number | null
  bestTrainingLoss: number | null
  /** the step after which the other threads left */
  threadsLeftAt: number | null
}
