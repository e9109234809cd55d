import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about the register of secrets. */
export const errors = {
  listMissing: refusal(409, 'secret_list_missing', '没有施行中的《国家秘密事项一览表》，不能登记。',
    'No list of secret matters is in force; nothing is registered under it.'),
  declassified: refusal(409, 'declassified', '此事项已经解密。', 'This is declassified already.'),
  carrierNoted: refusal(409, 'carrier_noted', '此载体已经列入。', 'This carrier is noted already.'),
  tooManyCarriers: refusal(409, 'too_many_carriers', '一项登记最多列入200件载体。', 'At most 200 carriers are noted of one secret.'),
  secretFiled: refusal(409, 'filed', '此事项的现行登记已经备案。', 'This is filed already as it stands.'),
  filingNotClean: refusal(409, 'filing_not_clean', '备案表中会出现密级标志或者身份证件号码，不能出具。',
    'The form would bear a mark or an identity number and cannot be made.'),
  received: refusal(409, 'received', '该部门已经签收此备案表。', 'This form was received there already.'),
  ownFiling: refusal(403, 'own_filing', '备案人不得签收自己报送的备案表。', 'Who filed a form does not receive it.'),
} as const

/** What can be wrong with one field of them, apart from what its schema says. */
export const faults = {
  unknownPosition: fault('unknown_position', '施行中的《国家秘密事项一览表》没有此项。', 'The list in force has no such line.'),
  notTheListsLevel: fault('not_the_level_of_the_list', '密级须与一览表该项一致（不得高密低定、低密高定）。',
    'The level must be that of its line of the list, neither above nor below.'),
  noAuthority: fault('no_authority', '本单位在该日没有此密级的定密权限。', 'The unit had no authority to classify at this level on that day.'),
  notOnStaff: fault('not_on_staff', '此人在该日不在本单位任职。', 'This person held no post of the unit on that day.'),
  notDesignated: fault('required', '定密责任人不是单位负责人的，须写明指定文件。',
    'Who is not the head classifies by a paper that designates him.'),
  ownClassification: fault('own_classification', '定密责任人不得自行登记。', 'Who classified does not register it himself.'),
  required: fault('required', '此项必填。', 'This is required.'),
  notNeeded: fault('not_needed', '此种情形不填写此项。', 'There is no such field in this case.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  beforeTheLast: fault('before_the_last', '不得早于上一次变更之日。', 'This must not be before the day of the last entry.'),
  periodOver: fault('period_over', '期限已经届满。', 'This period is over.'),
  periodTooLong: fault('period_too_long', '期限超过该密级或者一览表该项的最长期限；另有规定的，请写明规定。',
    'No period of this level, or of its line of the list, is so long; name the provision that allows it.'),
  notHigher: fault('not_higher', '升密须定为更高的密级。', 'A level is raised to a higher one.'),
  notLower: fault('not_lower', '降密须定为更低的密级。', 'A level is lowered to a lower one.'),
  notLonger: fault('not_longer', '延长的期限须长于原期限。', 'An extended period must be longer.'),
  notShorter: fault('not_shorter', '缩短的期限须短于原期限。', 'A shortened period must be shorter.'),
  notTheClassifier: fault('not_the_classifier', '须由原定密机关或者其上级机关决定。',
    'Only the body that determined it, or the one above, changes it.'),
  unknownCarrier: fault('unknown_carrier', '本单位没有登记此载体。', 'The unit has registered no such carrier.'),
} as const
