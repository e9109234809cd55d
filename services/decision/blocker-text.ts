import type { Text } from '@lightwell/http/refusal'
import { gapText } from '@lightwell/http/register/staffing-gaps'
import { gapTexts } from './refuse-gaps.ts'
import type { Blocker, BlockerCode } from './rules/blocker.ts'
import { unitGapText } from './unit-errors.ts'

const texts: Readonly<Record<BlockerCode, Text>> = {
  clarification_open: { zh: '等待申请人补正', en: 'The applicant is to complete his request' },
  search_missing: { zh: '尚无检索记录', en: 'Nobody has looked for it yet' },
  section_task_open: { zh: '业务科室尚未答复', en: 'A section has not answered' },
  consultation_open: { zh: '征求意见尚未结束', en: 'Someone is still being consulted' },
  referral_open: { zh: '正在报请认定', en: 'It is before the body that rules on it' },
  scan_unfinished: { zh: '密级标志扫描尚未完成', en: 'It is still being read for marks' },
  manual_check_missing: { zh: '无法读取，须由保密岗位逐页检查', en: 'It could not be read: the secrecy duty looks through it' },
  record_sealed: {
    zh: '已封存，任何人不得公开；须报告、销毁或者解除误封',
    en: 'It is sealed and goes to nobody: report it, destroy it, or unseal a false alarm',
  },
  work_secret_open: { zh: '拟定的工作秘密尚未确定', en: 'Whether it is a work secret is not decided' },
  consent_missing: { zh: '来源机关尚未同意', en: 'The body that it comes from has not consented' },
  level_open: { zh: '保密审查尚未完成', en: 'A level of its review is open' },
  doubt_not_referred: { zh: '审查有疑义，尚未报请认定', en: 'Its review has doubts that nobody has referred' },
  redaction_missing: { zh: '尚未作区分处理', en: 'It is to be redacted' },
  comparison_missing: { zh: '区分处理后尚未与原件核对', en: 'Nobody has compared the rendition with its original' },
  staffing_gap: { zh: '人员不足', en: 'People are short' },
  unit_not_ready: { zh: '单位尚不具备公开条件', en: 'The unit is not fit to release anything' },
  proposal_missing: { zh: '尚未拟定答复', en: 'No answer is proposed' },
  evidence_missing: { zh: '拟定的答复缺少依据', en: 'The proposed answer lacks something' },
  sheet_step_open: { zh: '审批单待签', en: 'A step of the approval sheet is not signed' },
  approval_missing: { zh: '答复待批准', en: 'The answer is not approved' },
  service_missing: { zh: '答复已作出，尚未送达', en: 'The answer is issued and not served' },
}

/** What blocks, in words. */
export function blockerText (blocker: Blocker): Text {
  const { zh, en } = texts[blocker.code]
  const more = detailOf(blocker)
  return more === undefined ? { zh, en } : { zh: `${zh}：${more.zh}`, en: `${en}: ${more.en}` }
}

function detailOf ({ name, level, staffing, unit, evidence }: Blocker): Text | undefined {
  if (staffing !== undefined) return gapText(staffing)
  if (unit !== undefined) return unitGapText(unit)
  if (evidence !== undefined) return gapTexts[evidence]
  return level === undefined ? name : { zh: `第${level}级`, en: `level ${level}` }
}
