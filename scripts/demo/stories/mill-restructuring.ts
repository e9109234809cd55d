import { answer } from '../answer.ts'
import { askExtension, rejectExtension } from '../clock.ts'
import { fileByPortal } from '../counter.ts'
import { people } from '../people.ts'
import { search } from '../safe.ts'
import type { Story } from '../story.ts'

/** A wish for more days is turned down; the search then on record carries the answer that nothing is held. */
export const millRestructuring: Story = {
  subject: '原第二棉纺厂1987年改制方案',
  shows: 'A rejected extension: the due day stays. The answer “not held” rests on a search on record.',
  ends: { status: 'closed', outcome: 'refuse', state: 'answered' },
  async tell (desk) {
    const filed = await fileByPortal(desk, {
      agency: 'CS', applicant: people.su, description: '原第二棉纺厂1987年改制方案', purpose: '核对本人工龄',
    })
    const extension = await askExtension(desk, filed, '年代久远，查找需要时间。')
    await rejectExtension(desk, filed, extension, '目录已经电子化，不属于客观原因。')
    await search(desk, filed, {
      unit: '常熟市某局档案室', place: '1985至1990年全部企业改制案卷', terms: '第二棉纺厂 改制 方案', found: '逐卷查找，未见此方案。',
    })
    await answer(desk, filed, [{ description: '1987年改制方案', outcome: 'refuse', grounds: ['not_held'] }])
    return filed
  },
}
