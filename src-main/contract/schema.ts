/**
 * The schema library, set up once for every process.
 *
 * Zod otherwise probes for `new Function`, which the window's Content-Security-Policy refuses (and reports as a
 * violation), so its just-in-time compiler is off everywhere.
 */
import { z } from 'zod'

z.config({ jitless: true })

export { z }
