import { addDays } from '@lightwell/calendar/day'
import { enterLetter } from '../counter.ts'
import type { Case, Desk } from '../desk.ts'
import { people } from '../people.ts'
import { search } from '../safe.ts'
import type { Story } from '../story.ts'

const weeksLate = 6

/** A letter lay about for weeks: once it is entered with the day of its receipt, everyone sees how late it is. */
export const careHomeContract: Story = {
  subject: '新民镇敬老院2025年维修工程合同',
  shows: 'An overdue request: a letter of six weeks ago is entered today, and is still open.',
  ends: { status: 'processing', outcome: null, state: 'running', overdue: true },
  async tell (desk) {
    const filed = await enterLetter(desk, {
      agency: 'XM', applicant: people.han, description: '新民镇敬老院2025年维修工程的合同和付款情况', purpose: '了解集体资金使用情况',
      answeredBy: 'post',
    }, addDays(desk.today, -7 * weeksLate))
    await search(desk, filed, {
      unit: '新民镇综合档案室', place: '2025年度工程合同卷', terms: '敬老院 维修', found: '合同原件已调出，付款凭证尚在财政所。',
    })
    await seeLateness(desk, filed)
    return filed
  },
}

type Late = { data: { request: { deadline: { workingDaysLate: number, heldBy: string } } } }

async function seeLateness (desk: Desk, { id }: Case): Promise<void> {
  const query = 'query ($id: ID) { request(id: $id) { deadline { workingDaysLate heldBy } } }'
  await desk.step<Late>({
    as: 'jcj.supervisor', who: 'supervisor', does: 'asks GraphQL how late it is, and who holds it', expect: 200,
    method: 'POST', path: '/graphql', body: { query, variables: { id } },
  }, ({ data: { request: { deadline } } }) => `${deadline.workingDaysLate} working days, ${deadline.heldBy}`)
}
