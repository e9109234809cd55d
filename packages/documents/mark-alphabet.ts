/** How a paper may write the characters of a mark: every spelling on the left is read as the character on the right. */
export const spellings: Readonly<Record<string, string>> = {
  // Stars, drawn or typed. An asterisk stays an asterisk, for it has other uses too.
  '☆✡✦✧✩✪✫✬✭✮✯✰✶✷✸✹⁂۞⋆⭑⭐': '★',
  '∗⁎﹡✱✲✽❋٭': '*',
  '•●∙⋅・‧▲△◆◇': '·',
  '‐‑‒–—―−': '-',
  // Traditional and variant forms.
  '絕絶': '绝',
  '機': '机',
  '祕': '秘',
  '級': '级',
  '長镸⻓': '长',
  '個箇': '个',
  '內': '内',
  '資': '资',
  '務': '务',
  '項': '项',
  '傳': '传',
  '嚴': '严',
  '請': '请',
  '參': '参',
  '後': '后',
  '開': '开',
  '會': '会',
  '議': '议',
  '啟啓': '启',
  '結': '结',
  '業': '业',
  '國': '国',
  '發': '发',
  '兩': '两',
  '閱': '阅',
  '號': '号',
}

// What text recognition makes of a ★ in black type.
export const starLookAlikes = '女大文太木天夫犬火米x×#&+'
