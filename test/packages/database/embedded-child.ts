// A second process that uses the embedded server: tells its address, and stops its use at the first word it is sent.
import { once } from 'node:events'
import { startEmbeddedPostgres } from '@lightwell/database/embedded'

const { url, reused, stop } = await startEmbeddedPostgres({ folder: process.argv[2]!, durable: false })
process.send!({ url, reused })
await once(process, 'message')
await stop()
process.disconnect()
