import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose'
import t from 'tap'
import type { Caller, Duty } from '@lightwell/http/caller'
import { readKey } from '@lightwell/http/idempotency'
import { preferredLanguage } from '@lightwell/http/language'
import { cursorOf, cutPage, positionOf } from '@lightwell/http/paging'
import { authorize, permission, policy, readableAgencies, type Resource } from '@lightwell/http/policy'
import type { Refusal } from '@lightwell/http/refusal'
import { developmentVerifier, issueDevelopmentToken, issuerVerifier } from '@lightwell/http/staff-token'
import { keyRing } from '@lightwell/secrets/key-ring'

const now = new Date('2026-03-02T01:00:00Z')

t.test('the policy table, cell by cell: a duty reaches its own agency, a supervisor and an administrator every one', (t) => {
  const duties: Duty[] = ['clerk', 'officer', 'review', 'head', 'secrecy', 'disclosure_office', 'supervisor', 'admin']
  for (const resource of Object.keys(policy) as Resource[]) {
    for (const [verb, roles] of Object.entries(policy[resource]) as [never, readonly string[]][]) {
      for (const duty of duties) {
        const caller: Caller = { kind: 'staff', personId: 'p', posts: [{ agencyCode: 'XM', duty, level: null, asDeputy: false }] }
        t.equal(permission(caller, resource, verb, { agencyCode: 'XM' }).allowed, roles.includes(duty), `${duty} ${resource} ${verb}`)
        t.equal(permission(caller, resource, verb, { agencyCode: 'CS' }).allowed, ['supervisor', 'admin'].includes(duty) && roles.includes(duty),
          `${duty} ${resource} ${verb} elsewhere`)
      }
    }
  }
  t.end()
})

// What he orders to be put right, a calendar of what he reads, and a look at what everybody reads (S-26).
const hisOwn = ['term open', 'term close', 'feed open', 'disclosure check', 'disclosure take_down', 'incident close']

t.test('a supervisor reads everything except contents, and writes nothing of a case', (t) => {
  t.notOk((policy.content.read as readonly string[]).includes('supervisor'))
  for (const [resource, verbs] of Object.entries(policy)) {
    for (const [verb, roles] of Object.entries(verbs)) {
      if (['read', 'list', 'verify', 'find_similar', 'preview', 'rehearse'].includes(verb)) continue
      if (hisOwn.includes(`${resource} ${verb}`)) continue
      t.notOk((roles as readonly string[]).includes('supervisor'), `${resource} ${verb}`)
    }
  }
  t.end()
})

t.test('what may not be read is not there; what may be read but not done is forbidden', (t) => {
  const clerk: Caller = { kind: 'staff', personId: 'p', posts: [{ agencyCode: 'XM', duty: 'clerk', level: null, asDeputy: false }] }
  const statusOf = (act: () => unknown): number | undefined => {
    try {
      act()
      return undefined
    } catch (error) {
      return (error as Refusal).status
    }
  }
  t.equal(statusOf(() => authorize(clerk, 'decision', 'decide', { agencyCode: 'XM' })), 403)
  t.equal(statusOf(() => authorize(clerk, 'decision', 'decide', { agencyCode: 'CS' })), 404)
  t.equal(statusOf(() => authorize(clerk, 'content', 'read', { agencyCode: 'XM' })), 404)
  t.equal(statusOf(() => authorize({ kind: 'anonymous' }, 'request', 'read', { agencyCode: 'XM' })), 401)
  const applicant: Caller = { kind: 'applicant', requestIds: ['r1'] }
  t.equal(statusOf(() => authorize(applicant, 'request', 'read', { agencyCode: 'XM', requestId: 'r1' })), undefined)
  t.equal(statusOf(() => authorize(applicant, 'request', 'read', { agencyCode: 'XM', requestId: 'r2' })), 404)
  t.equal(statusOf(() => authorize(applicant, 'request', 'read', { agencyCode: 'XM' })), 404, 'a case that is not named is nobody’s')
  const portal: Caller = { kind: 'portal', clientId: 'c1' }
  t.equal(statusOf(() => authorize(portal, 'request', 'read', { agencyCode: 'XM', requestId: 'r' })), 404)
  t.equal(statusOf(() => authorize(portal, 'request', 'read', { agencyCode: 'XM', requestId: 'r', clientId: 'c1' })), undefined)
  t.equal(statusOf(() => authorize(portal, 'request', 'read', { agencyCode: 'XM', requestId: 'r', clientId: null })), 404)
  t.same(readableAgencies(clerk, 'request', 'list'), ['XM'])
  t.end()
})

t.test('staff tokens: issuer, audience, type, time and algorithm must hold', async (t) => {
  const keys = keyRing(randomBytes(32))
  const verify = developmentVerifier(keys)
  const token = await issueDevelopmentToken(keys, 'xm.officer', now)
  t.equal(await verify(token, now), 'xm.officer')
  t.equal(await verify(token, new Date(now.getTime() + 11 * 3_600_000)), 'xm.officer')
  await t.rejects(verify(token, new Date(now.getTime() + 13 * 3_600_000)), 'expired')
  await t.rejects(verify(await issueDevelopmentToken(keyRing(randomBytes(32)), 'xm.officer', now), now), 'another root key')
  const [head, body, signature] = token.split('.') as [string, string, string]
  const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('xm.officer', 'xm.head')).toString('base64url')
  await t.rejects(verify([head, forged, signature].join('.'), now), 'changed subject')
  const unsigned = new UnsecuredJWT({ client_id: 'x' }).setIssuer('urn:lightwell:development').setAudience('lightwell')
    .setSubject('xm.head').setIssuedAt(now).setExpirationTime('1h').encode()
  await t.rejects(verify(unsigned, now), 'alg none')
  const symmetric = await new SignJWT({}).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .setIssuer('urn:lightwell:development').setAudience('lightwell').setSubject('xm.head').setIssuedAt(now)
    .setExpirationTime('1h').sign(randomBytes(32))
  await t.rejects(verify(symmetric, now), 'another algorithm')
})

t.test('tokens of an OpenID Connect issuer are checked by its published keys', async (t) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = { ...await exportJWK(publicKey), kid: 'k1', alg: 'ES256', use: 'sig' }
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sign = (typ: string, from = issuer, audience = 'lightwell') =>
    new SignJWT({ client_id: 'console' }).setProtectedHeader({ alg: 'ES256', typ, kid: 'k1' }).setIssuer(from)
      .setAudience(audience).setSubject('xm.head').setIssuedAt(now).setExpirationTime(new Date(now.getTime() + 60_000)).sign(privateKey)
  const verify = await issuerVerifier(issuer)
  t.equal(await verify(await sign('at+jwt'), now), 'xm.head')
  await t.rejects(verify(await sign('JWT'), now), 'an ID token is not an access token')
  await t.rejects(verify(await sign('at+jwt', 'http://other'), now), 'another issuer')
  await t.rejects(verify(await sign('at+jwt', issuer, 'another service'), now), 'another audience')
})

t.test('an Idempotency-Key is an RFC 8941 string, or the same bare', (t) => {
  t.equal(readKey(undefined), undefined)
  t.equal(readKey('"8e03978e-40d5-43dd-bc93-6894a57f9324"'), '8e03978e-40d5-43dd-bc93-6894a57f9324')
  t.equal(readKey('8e03978e-40d5-43dd-bc93-6894a57f9324'), '8e03978e-40d5-43dd-bc93-6894a57f9324')
  t.equal(readKey(`"${'a"b'.replace('"', '\\"').repeat(8)}"`), 'a"b'.repeat(8))
  for (const bad of ['', '"short"', '"unfinished-but-long-enough', 'x'.repeat(256), ':aGVsbG8gd29ybGQgaGVsbG8=:é', '"a"  junk junk junk junk', 'é'.repeat(20)]) {
    t.throws(() => readKey(bad), { code: 'idempotency_key_malformed' }, bad)
  }
  t.end()
})

t.test('problems are told in the language the reader asks for, zh-CN where he asks for none of ours', (t) => {
  for (const [header, language] of [
    [undefined, 'zh-CN'], ['', 'zh-CN'], ['en', 'en'], ['en-GB,en;q=0.9', 'en'], ['zh-CN,en;q=0.8', 'zh-CN'], ['fr', 'zh-CN'],
    ['en;q=0.5, zh;q=0.7', 'zh-CN'], ['fr, en;q=0.3', 'en'], ['en;q=0', 'zh-CN'], ['*', 'zh-CN'],
  ] as const) t.equal(preferredLanguage(header), language, String(header))
  t.end()
})

t.test('a cursor leads back to its place, and nothing else is one', (t) => {
  const [isA, isB] = [(value: string) => value === 'a', (value: string) => value === 'b'] as const
  t.same(positionOf(cursorOf(['a', 'b']), [isA, isB]), ['a', 'b'])
  t.equal(positionOf(undefined, [isA]), undefined)
  t.same(cutPage([1, 2, 3], 2, (row) => [String(row)]), { items: [1, 2], nextCursor: cursorOf(['2']) })
  t.same(cutPage([1, 2], 2, (row) => [String(row)]), { items: [1, 2], nextCursor: null })
  for (const bad of ['', 'x', cursorOf(['a']), cursorOf(['b', 'a']), cursorOf(['a', 'b', 'b']), Buffer.from('{"a":1}').toString('base64url'), Buffer.from('[1,2]').toString('base64url')]) {
    t.throws(() => positionOf(bad, [isA, isB]), { code: 'invalid_input' }, bad)
  }
  t.end()
})
