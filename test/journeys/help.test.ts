import t from 'tap'
import pg from 'pg'
import { aFiling } from '../support/builders.ts'
import { openTestHouse, type Body } from '../support/house.ts'

const house = await openTestHouse(t)
const { call } = house

const file = (changes: object = {}, as?: string) =>
  call('POST', '/v1/requests', { body: { ...aFiling(), ...changes }, ...as !== undefined && { as } })

const read = async (id: string, as: string): Promise<Body> => (await call('GET', `/v1/requests/${id}`, { as })).body

const faultsOf = ({ body }: { body: Body }): string[] =>
  (body.errors ?? []).map(({ pointer, code }: Record<string, string>) => `${pointer} ${code}`).toSorted()

t.test('the help that an applicant needs and his language travel with the case (art. 43)', async (t) => {
  const { body } = await file({ accessibility: ['sight', 'reading'], language: 'en' })
  t.match(await read(body.id, 'xm.officer'), { accessibility: ['sight', 'reading'], language: 'en' })
  t.match(await read(body.id, body.accessToken), { accessibility: ['sight', 'reading'] })
  t.notOk('accessibility' in await read(body.id, 'jcj.supervisor'), 'what ails somebody is not a supervisor’s to know')
  t.same(faultsOf(await file({ accessibility: ['sight', 'sight', 'money'] })), ['/accessibility repeated', '/accessibility/2 not_listed'])
})

t.test('a request is withdrawn at any time before its answer; from paper only with what shows it', async (t) => {
  const withdraw = (id: string, as: string, body?: object) => call('POST', `/v1/requests/${id}/withdrawal`, { as, ...body && { body } })
  const own = (await file()).body
  t.match((await withdraw(own.id, own.accessToken)).body, { status: 'withdrawn', deadline: { state: 'stopped' } })
  t.equal((await withdraw(own.id, own.accessToken)).status, 409, 'once')
  const { body: { id } } = await file({ channel: 'letter' }, 'xm.clerk')
  t.same(faultsOf(await withdraw(id, 'xm.clerk')), ['/evidence required'])
  t.same(faultsOf(await withdraw(id, 'xm.clerk', { evidence: '  ' })), ['/evidence wrong_format'])
  t.equal((await withdraw(id, 'xm.officer', { evidence: '撤回申请书' })).status, 403, 'a letter is the clerk’s to enter')
  t.equal((await withdraw(id, 'xm.clerk', { evidence: '撤回申请书，见附件2' })).body.status, 'withdrawn')
  const client = new pg.Client({ connectionString: house.url })
  await client.connect()
  const { rows } = await client.query('select withdrawal_evidence from requests where id = $1', [id])
  await client.end()
  t.same(rows, [{ withdrawal_evidence: '撤回申请书，见附件2' }])
})

t.test('a request to correct a record says which, what is wrong with it, and what that is to the applicant (art. 41)', async (t) => {
  const correction = {
    recordTitle: '2023年低保档案', defect: 'out_of_date', claim: '家庭人口应为三人', relation: '本人为户主', evidence: '户口簿第三页',
  }
  const { status, body } = await file({ kind: 'correction', correction })
  t.equal(status, 201)
  t.equal(body.kind, 'correction')
  t.same(body.correctionAsked, correction)
  t.same((await read(body.id, 'xm.officer')).correctionAsked, correction)
  t.notOk('correctionAsked' in await read(body.id, 'jcj.supervisor'))
  t.same(faultsOf(await file({ kind: 'correction' })), ['/correction required'])
  t.same(faultsOf(await file({ correction })), ['/correction corrections_only'])
  t.same(faultsOf(await file({ kind: 'correction', correction: { ...correction, defect: 'ugly', relation: ' ', title: 'x' } })), [
    '/correction/defect not_listed', '/correction/relation wrong_format', '/correction/title unknown_field',
  ])
  for (const defect of ['inaccurate', 'incomplete', 'irrelevant']) {
    t.equal((await file({ kind: 'correction', correction: { ...correction, defect } })).status, 201, defect)
  }
})

t.test('an agency lists its codes once, with their source; they sort a request at filing and afterwards', async (t) => {
  const { body: { codes } } = await call('GET', '/v1/agencies/XM')
  const listed = (list: { code: string }[]) => list.map(({ code }) => code)
  t.same(listed(codes.contexts), ['petition_or_litigation', 'rights_protection', 'media_reported', 'other'])
  t.equal(codes.subjects.length, 16)
  t.match(codes.subjects[2], { code: 'expropriation', name: { zh: /征地/, en: /Expropriation/ } })
  t.same(codes.applicants.map(({ name }: Body) => name.zh), ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'])
  t.match(codes.provenance.applicantColumns, { article: '50' })
  t.equal((await call('GET', '/v1/agencies/BMJ')).body.codes, null)

  const { body } = await file({ subject: 'expropriation', contexts: ['rights_protection'] })
  t.notOk('classification' in body, 'how it is sorted is the agency’s affair')
  const classify = (sent: object, as = 'xm.clerk') => call('POST', `/v1/requests/${body.id}/classification`, { as, body: sent })
  t.same((await read(body.id, 'xm.officer')).classification, { subject: 'expropriation', contexts: ['rights_protection'], nature: null })
  t.same((await classify({ nature: 'petition' })).body.classification, { subject: 'expropriation', contexts: ['rights_protection'], nature: 'petition' })
  t.same((await classify({ subject: null, contexts: ['media_reported', 'other'], nature: null }, 'xm.officer')).body.classification,
    { subject: null, contexts: ['media_reported', 'other'], nature: null })
  t.same(faultsOf(await classify({ subject: 'weather', contexts: ['other', 'gossip'], nature: 'joke' })), [
    '/contexts/1 not_listed', '/nature not_listed', '/subject not_listed',
  ])
  t.same(faultsOf(await classify({})), [' too_few'])
  t.equal((await classify({ subject: 'land' }, body.accessToken)).status, 403)
  t.equal((await classify({ subject: 'land' }, 'cs.officer')).status, 404)
  t.same(faultsOf(await file({ subject: 'constructor', contexts: ['toString'] })), ['/contexts/0 not_listed', '/subject not_listed'])
})
