import { fileOnline, withdraw } from '../counter.ts'
import { people } from '../people.ts'
import { search } from '../safe.ts'
import type { Story } from '../story.ts'

/** The applicant found the plan elsewhere and takes his request back: the clock stops. */
export const bicycleStations: Story = {
  subject: '市区公共自行车站点规划图',
  shows: 'A withdrawal: the applicant takes the request back, and the clock stops.',
  ends: { status: 'withdrawn', outcome: null, state: 'stopped' },
  async tell (desk) {
    const filed = await fileOnline(desk, {
      agency: 'CITY', applicant: people.shen, description: '市区公共自行车站点规划图', purpose: '社区建议',
    })
    await search(desk, filed, {
      unit: '市人民政府办公室档案处', place: '城市管理来文', terms: '公共自行车 站点', found: '规划图已在网站公布，已电话告知申请人。',
    })
    await withdraw(desk, filed)
    return filed
  },
}
