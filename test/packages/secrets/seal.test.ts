import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { newDataKey, openDataKey } from '@lightwell/secrets/data-key'
import { blindIndex, keyedHash } from '@lightwell/secrets/hashes'
import { keyRing, parseRootKey } from '@lightwell/secrets/key-ring'
import { sealBytes, sealText, UnsealError, unsealBytes, unsealText, wrappingKey } from '@lightwell/secrets/seal'

const ring = keyRing(randomBytes(32))
const by = wrappingKey(ring)

t.test('what was sealed opens again, in its own place and with its own key only', (t) => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    if (!text.isWellFormed()) return true
    const sealed = sealText(by, text, 'requests.applicant_id_sealed:1')
    return unsealText(by, sealed, 'requests.applicant_id_sealed:1') === text && (text.length < 4 || !sealed.includes(text))
  }))
  const sealed = sealText(by, '11010519491231002X', 'row 1')
  t.throws(() => unsealText(by, sealed, 'row 2'), UnsealError)
  t.throws(() => unsealText(wrappingKey(keyRing(randomBytes(32))), sealed, 'row 1'), UnsealError)
  t.not(sealText(by, 'same', 'row'), sealText(by, 'same', 'row'), 'the same text is never sealed the same way twice')
  t.end()
})

t.test('a ciphertext starts with its algorithm and key id', (t) => {
  t.match(sealText(by, 'x', 'row'), new RegExp(`^A256GCM\\.${ring.id}\\.[\\w-]+$`))
  t.match(blindIndex(ring, 'index', 'x'), new RegExp(`^HS256\\.${ring.id}\\.[\\w-]{43}$`))
  t.end()
})

t.test('every changed bit is found', (t) => {
  const sealed = sealBytes(by, Buffer.from('内容'), 'row')
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const changed = Buffer.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
    t.throws(() => unsealBytes(by, changed, 'row'), UnsealError)
  }
  for (const broken of ['', 'x', 'A256GCM.x.', `A128GCM.${ring.id}.AAAA`, `A256GCM.${ring.id}.AAAA`]) {
    t.throws(() => unsealText(by, broken, 'row'), UnsealError, broken)
  }
  t.end()
})

t.test('a data key seals for one row, and is itself sealed', (t) => {
  const own = newDataKey(ring, 'row')
  const sealed = sealText(own, 'text', 'place')
  t.equal(unsealText(openDataKey(ring, own.sealed, 'row'), sealed, 'place'), 'text')
  t.throws(() => openDataKey(ring, own.sealed, 'another row'), UnsealError)
  t.not(keyedHash(own, 'x'), keyedHash(newDataKey(ring, 'row'), 'x'))
  t.end()
})

t.test('equal values have equal blind indexes, per purpose and per root key', (t) => {
  t.equal(blindIndex(ring, 'index', 'a'), blindIndex(ring, 'index', 'a'))
  t.not(blindIndex(ring, 'index', 'a'), blindIndex(ring, 'scope', 'a'))
  t.not(blindIndex(ring, 'index', 'a'), blindIndex(keyRing(randomBytes(32)), 'index', 'a'))
  t.end()
})

t.test('a root key is 32 bytes in base64, base64url or hexadecimal', (t) => {
  const key = randomBytes(32)
  for (const spelling of ['base64', 'base64url', 'hex'] as const) t.same(parseRootKey(key.toString(spelling)), key)
  for (const bad of ['', 'short', randomBytes(31).toString('hex'), randomBytes(33).toString('base64')]) {
    t.equal(parseRootKey(bad), undefined)
  }
  t.end()
})
