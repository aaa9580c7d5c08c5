/** A writer in a process of its own, for tests of how it ends: opens the lab file, keeps a rule, and waits to be killed. */
import { unwrap } from '../../contract/result'
import { openLabFile } from '../openLabFile'
import { saveRule } from '../rules'

const labFile = unwrap(openLabFile(process.argv[2] ?? '', { mode: 'write' }))
saveRule(labFile.db, 'kept', 'w = w - g', 0)
process.stdout.write('written')
setInterval(() => {}, 1000)
