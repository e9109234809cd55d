import t from 'tap'
import { openTestHouse } from '../../support/house.ts'
import { toldOf } from '../../support/told.ts'
import { must } from '../../support/story.ts'
import { servesNotices } from './happenings.ts'

t.test('a due day is told when three and when one working day is left, and when it has passed, each at the local midnight', async (t) => {
  const house = await openTestHouse(t, { sweeping: false })
  const { id, accessToken } = await house.file()
  const at = async (instant: string): Promise<string[]> => {
    house.clock.set(instant)
    await house.swept()
    return await toldOf(house, id)
  }
  t.same(await at('2026-03-03T15:59:59.999Z'), [], 'before midnight of the third last working day nothing is told')
  t.same(await at('2026-03-03T16:00:00Z'), ['3 left of 2026-03-09'])
  t.same(await at('2026-03-05T15:59:59.999Z'), ['3 left of 2026-03-09'], 'once')
  t.same(await at('2026-03-05T16:00:00Z'), ['3 left of 2026-03-09', '1 left of 2026-03-09'])
  t.same((await at('2026-03-09T15:59:59.999Z')).length, 2, 'the due day lasts until its end')
  t.same((await at('2026-03-09T16:00:00Z')).slice(2), ['2026-03-09 passed'])
  t.same((await at('2026-06-01T00:00:00Z')).length, 3, 'and that is all')

  const types = async (as: string): Promise<string[]> => must<{ items: { type: string }[] }>(200,
    await house.call('GET', `/v1/requests/${id}/events`, { as })).items.map(({ type }) => type)
  t.equal((await types('xm.officer')).filter((type) => /approaching|passed/.test(type)).length, 3)
  t.notMatch((await types(accessToken)).join(), /approaching|passed/, 'to the applicant it is no news')
})

t.test('after a standstill each case is told once, of the last that was crossed; an answer in time is no passed day, a late one is', async (t) => {
  const house = await openTestHouse(t, { sweeping: false })
  const served = servesNotices(t, house)
  const ids: string[] = []
  for (let n = 0; n < 4; n += 1) ids.push((await house.file()).id)
  const [late, inTime, lateAnswer, near] = ids as [string, string, string, string]
  house.clock.set('2026-03-06T03:00:00Z')
  await house.swept()
  t.same(await toldOf(house, near), ['1 left of 2026-03-09'], 'that three were left is no news any more')
  house.clock.set('2026-03-17T03:00:00Z')
  await served(inTime, '2026-03-09')
  await served(lateAnswer, '2026-03-16')
  t.match((await house.call('GET', '/metrics')).text, /^lightwell_tellings_waiting 2$/m)
  await house.swept()
  t.match((await house.call('GET', '/metrics')).text, /^lightwell_tellings_waiting 0$/m)
  const passed = ['1 left of 2026-03-09', '2026-03-09 passed']
  t.same(await toldOf(house, late), passed)
  t.same(await toldOf(house, inTime), ['1 left of 2026-03-09'])
  t.same(await toldOf(house, lateAnswer), passed, 'told before the answer stopped the clock, though nobody looked in between')
  t.equal(must<{ state: string }>(200, await house.call('GET', `/v1/deadlines/${lateAnswer}`, { as: 'xm.officer' })).state, 'missed')
})
