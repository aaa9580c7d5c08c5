/** A contender that does next to nothing: `plain` what it is asked, `broken` never, `gone` ends when it is asked. */
import { answerRequests } from '../peers/contender.mjs'

let passes = 0

await answerRequests(
  { version: '1' },
  ['plain', 'broken', 'gone'],
  () => undefined,
  (_work, variant) => {
    if (variant === 'gone') process.exit(3)
    if (variant === 'broken') throw new Error('this library cannot\nat all')
    return () => {
      passes++
    }
  },
)
