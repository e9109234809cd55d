import { fault } from '../refusal.ts'

/** What can be wrong with an entry of the register of agencies and posts, apart from what its schema says. */
export const faults = {
  unknownRegime: fault('unknown_regime', '没有此规则。', 'There is no such regime.'),
  unknownCalendar: fault('unknown_calendar', '没有此工作日历。', 'There is no such calendar.'),
  unknownZone: fault('unknown_zone', '没有此时区。', 'There is no such time zone.'),
  unknownAgency: fault('unknown_agency', '没有此公开义务人。', 'There is no such agency.'),
  endedAgency: fault('agency_merged', '该机关已经并入其他机关。', 'This agency has been merged into another.'),
  parentCycle: fault('parent_cycle', '上级机关不能是本机关，也不能隶属于本机关。',
    'The body above must be neither this one nor one below it.'),
  signTaken: fault('sign_taken', '该机关代字已由其他机关使用，文书编号会重复。',
    'Another agency has signed its papers so; their numbers could not be told apart.'),
  codeTaken: fault('code_taken', '该代码已经使用。', 'This code is in use.'),
  chainRequired: fault('chain_required', '受理申请的机关至少须有一级保密审查。',
    'A body that takes requests has what it releases reviewed, by one level at least.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  beforeTheLast: fault('before_the_last', '不得早于上一次变更之日。', 'This must not be before the day of the last change.'),
  closesFirst: fault('closes_first', '结束时间须晚于开始时间。', 'A door closes after it opens.'),
  unknownPerson: fault('unknown_person', '没有此人；新增人员请同时写明姓名。',
    'There is no such person; a new one is entered with his name.'),
  levelRequired: fault('required', '保密审查岗位须写明审级。', 'A reviewer has a level.'),
  levelBeyond: fault('beyond_the_chain', '审级超出该机关的审查层级。', 'The chain of this agency has no such level.'),
  noLevel: fault('not_listed', '只有保密审查岗位有审级。', 'Only a reviewer has a level.'),
  deputyIsHolder: fault('deputy_is_holder', '代理人不能是本人。', 'A deputy is another person than the holder.'),
  enteredTwice: fault('entered_twice', '重复登记。', 'This is entered twice.'),
  noAdmin: fault('no_admin', '须有一名管理员，否则今后无人可以管理机关和岗位。',
    'One post of duty admin is needed: without it nobody could keep agencies and posts.'),
} as const
