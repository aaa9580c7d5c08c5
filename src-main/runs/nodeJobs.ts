/** The jobs of a program without a window: their trainers are plain child processes. */
import { JobQueue } from '../jobs/jobQueue'
import { createNodeTrainerHost } from '../jobs/nodeTrainerHost'

/** @param entry - full path of the built trainer @param cores - of the machine */
export function createNodeJobs(entry: string, cores: number): JobQueue {
  return new JobQueue({ host: createNodeTrainerHost(entry), cores })
}
