// Reads a picture and prints what it says: run by a test on a machine that is cut off from its network.
import { openPageReader } from '@lightwell/reading/page/page-reader'
import { picture } from '../made-files/picture.ts'

const reader = await openPageReader()
const { pieces } = await reader.readPicture({ bytes: picture(['信息公开']) }, { kind: 'picture' })
process.stdout.write(pieces.map(({ text }) => text).join(''))
await reader.close()
