import t from 'tap'
import { openTestHouse } from '../../support/house.ts'

const house = await openTestHouse(t, { now: '2026-03-02T01:00:00Z' })
const { call } = house

type Filed = { id: string, accessToken: string }
type Item = { id: string, agency: string, status: string }

const get = (path: string, as: string) => call('GET', path, { as })
const list = async (as: string, query = ''): Promise<Item[]> => (await get(`/v1/requests${query}`, as)).body.items
const ids = (items: { id: string }[]) => items.map(({ id }) => id)

const atXm: Filed[] = []
for (let count = 0; count < 5; count++) atXm.push(await house.file())
const atCs: Filed = await house.file({ agency: 'CS' })
const byPortal: Filed = await house.file({}, 'portal')
const onPaper: Filed = await house.file({ channel: 'letter', receivedOn: '2026-01-15' }, 'xm.clerk')
const xmNewestFirst = [onPaper, byPortal, ...atXm.toReversed()].map(({ id }) => id)

t.test('each caller lists what is his: token one, portal its own, staff the agency, supervisor all', async (t) => {
  t.same(ids(await list('xm.officer')), xmNewestFirst)
  t.same(ids(await list('cs.review1')), [atCs.id])
  t.same(ids(await list('portal')), [byPortal.id])
  t.same(ids(await list((atXm[2] as Filed).accessToken)), [(atXm[2] as Filed).id])
  t.equal((await list('jcj.supervisor')).length, 8)
  t.equal((await call('GET', '/v1/requests')).status, 401)
  t.equal((await get('/v1/requests', 'city.admin')).status, 403, 'an administrator keeps posts, not requests')
})

t.test('a list is cut into pages that lose and repeat nothing, also while requests come in', async (t) => {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor === null ? '?limit=3' : `?limit=3&cursor=${cursor}`
    const { body } = await get(`/v1/requests${query}`, 'xm.officer')
    t.ok(body.items.length <= 3)
    seen.push(...ids(body.items))
    cursor = body.nextCursor
    if (seen.length === 3) atXm.push(await house.file())
  } while (cursor !== null)
  t.same(seen, xmNewestFirst)
})

t.test('a list can be narrowed, never widened', async (t) => {
  t.same(ids(await list('jcj.supervisor', '?agency=CS')), [atCs.id])
  t.same(await list('xm.officer', '?agency=CS'), [], 'another agency is empty, not forbidden')
  t.equal((await list('xm.officer', '?agency=XM')).length, 8)
  t.same(await list((atXm[0] as Filed).accessToken, '?agency=CS'), [])
  t.same(ids(await list('xm.officer', '?receivedTo=2026-02-01')), [onPaper.id])
  t.same(ids(await list('xm.officer', '?receivedFrom=2026-01-15&receivedTo=2026-01-15')), [onPaper.id])
  t.equal((await list('xm.officer', '?receivedFrom=2026-01-16')).length, 7)
  await call('POST', `/v1/requests/${byPortal.id}/withdrawal`, { as: 'portal' })
  t.same(ids(await list('xm.officer', '?status=withdrawn')), [byPortal.id])
  t.notOk(ids(await list('xm.officer', '?status=registered')).includes(byPortal.id))
})

t.test('a query that is not one of the list is refused by its name', async (t) => {
  const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const [query, pointer] of [
    ['limit=0', '/limit'], ['limit=101', '/limit'], ['limit=x', '/limit'], ['status=done', '/status/0'],
    ['agency=%00', '/agency'], ['receivedFrom=0000-01-01', '/receivedFrom'], ['receivedTo=2026-02-30', '/receivedTo'],
    ['sort=name', '/sort'], ['cursor=x', '/cursor'], [`cursor=${cursor(['7'])}`, '/cursor'],
    [`cursor=${cursor([1])}`, '/cursor'], [`cursor=${cursor([])}`, '/cursor'],
  ] as const) {
    const { status, body } = await get(`/v1/requests?${query}`, 'xm.officer')
    t.equal(status, 422, query)
    t.equal(body.errors[0].pointer, pointer, query)
  }
})

type Post = { id: string, agency: string, duty: string, holder: { name: string } }
const posts = async (as: string, query = ''): Promise<Post[]> => (await get(`/v1/posts${query}`, as)).body.items
const postOf = async (name: string, duty: string): Promise<Post> =>
  (await posts('city.admin')).find((post) => post.holder.name === name && post.duty === duty) as Post
const absent = (postId: string, as: string, body: unknown) => call('POST', `/v1/posts/${postId}/absences`, { as, body })
const mayRead = async (as: string) => (await get(`/v1/requests/${onPaper.id}`, as)).status === 200

t.test('posts are read in the agency, by the supervisor and by the administrator', async (t) => {
  const own = await posts('xm.clerk')
  t.same(own.map(({ duty }) => duty), ['clerk', 'officer', 'review', 'review', 'head', 'secrecy'])
  t.ok(own.every(({ agency }) => agency === 'XM'))
  t.match(own[4], { holder: { name: 'xm.head' }, deputy: { name: 'xm.deputy' }, absences: [], revokedAt: null })
  t.same(await posts('xm.clerk', '?agency=CS'), [])
  t.equal((await posts('jcj.supervisor')).length, (await posts('city.admin')).length)
  t.ok((await posts('city.admin', '?agency=CS')).every(({ agency }) => agency === 'CS'))
  const first = (await get('/v1/posts?limit=5', 'xm.clerk')).body
  t.equal((await get(`/v1/posts?limit=5&cursor=${first.nextCursor}`, 'xm.clerk')).body.items.length, 1)
  t.equal((await get('/v1/posts', 'portal')).status, 403)
  t.equal((await call('GET', '/v1/posts')).status, 401)
  const { id } = await postOf('cs.head', 'head')
  t.equal((await get(`/v1/posts/${id}`, 'cs.clerk')).status, 200)
  t.equal((await get(`/v1/posts/${id}`, 'xm.clerk')).status, 404)
})

t.test('a deputy acts on the days that the holder is away, and on no other', async (t) => {
  const { id } = await postOf('xm.head', 'head')
  t.notOk(await mayRead('xm.deputy'))
  const { status, body, headers } = await absent(id, 'xm.head', { from: '2026-03-03', until: '2026-03-04' })
  t.equal(status, 201)
  t.equal(headers.get('location'), `/v1/posts/${id}`)
  const { absences } = (await get(`/v1/posts/${id}`, 'xm.clerk')).body
  t.same(absences, [{ id: body.id, from: '2026-03-03', until: '2026-03-04' }])
  for (const [instant, acts] of [
    ['2026-03-02T15:59:59Z', false], ['2026-03-02T16:00:00Z', true], ['2026-03-04T15:59:59Z', true],
    ['2026-03-04T16:00:00Z', false],
  ] as const) {
    house.clock.set(instant)
    t.equal(await mayRead('xm.deputy'), acts, instant)
    t.ok(await mayRead('xm.head'), 'the holder stays who he is')
  }
  house.clock.set('2026-03-06T01:00:00Z')
  t.same((await get(`/v1/posts/${id}`, 'xm.clerk')).body.absences, [], 'what is over is no longer shown')
  house.clock.set('2026-03-02T01:00:00Z')
})

t.test('an absence is told by the holder or the administrator, never by the deputy', async (t) => {
  const { id } = await postOf('xm.head', 'head')
  const days = { from: '2026-04-01', until: '2026-04-01' }
  t.equal((await absent(id, 'xm.officer', days)).status, 403)
  t.equal((await absent(id, 'xm.deputy', days)).status, 403, 'who holds no post sees none')
  t.equal((await absent(id, 'cs.head', days)).status, 404)
  t.equal((await absent(id, 'jcj.supervisor', days)).status, 403)
  t.equal((await absent(id, 'city.admin', days)).status, 201)
  const backwards = await absent(id, 'xm.head', { from: '2026-04-02', until: '2026-04-01' })
  t.match(backwards.body.errors, [{ pointer: '/until', code: 'before_start' }])
  const noDay = await absent(id, 'xm.head', { from: '2026-02-30', until: '2026-04-01' })
  t.match(noDay.body.errors, [{ pointer: '/from', code: 'wrong_format' }])
})

t.test('a revoked post counts at once, whatever token its holder has', async (t) => {
  const { id } = await postOf('xm.review1', 'review')
  t.ok(await mayRead('xm.review1'))
  const revoke = (as: string) => call('POST', `/v1/posts/${id}/revocation`, { as })
  t.equal((await revoke('xm.head')).status, 403)
  t.equal((await revoke('cs.head')).status, 404)
  t.equal((await revoke('portal')).status, 403)
  const { status, body } = await revoke('city.admin')
  t.equal(status, 200)
  t.equal(body.revokedAt, '2026-03-02T01:00:00.000Z')
  t.notOk(await mayRead('xm.review1'))
  t.equal((await revoke('city.admin')).body.code, 'post_revoked')
  t.equal((await absent(id, 'city.admin', { from: '2026-04-01', until: '2026-04-01' })).status, 409)
})
