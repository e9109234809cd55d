import t from 'tap'
import { regimeSheet } from '@lightwell/documents/regime-sheet'
import { settingText } from '@lightwell/documents/setting-text'
import type { Language } from '@lightwell/regimes/citation'
import type { Regime } from '@lightwell/regimes/regime'
import { regimeHash } from '@lightwell/regimes/regime-hash'
import { findRegime, regimes } from '@lightwell/regimes/regimes'
import { settingNames } from '@lightwell/regimes/setting-names'
import { settingsOf } from '@lightwell/regimes/settings-of'

const languages: readonly Language[] = ['zh-CN', 'en']
const county = findRegime('county') as Regime

t.test('every setting of every law that ships has its name and its words in both languages, and what it overrides too', (t) => {
  for (const regime of regimes) {
    for (const { path, setting } of settingsOf(regime)) {
      const name = settingNames[path]
      t.ok(name && name.zh !== '' && name.en !== '', `${regime.version} ${path}`)
      for (const language of languages) {
        for (let told: typeof setting | undefined = setting; told !== undefined; told = told.overrides) {
          const text = settingText(regime, path, told, language)
          if (text === '' || /undefined|null|\[object|NaN/.test(text)) t.fail(`${regime.version} ${path}: ${text}`)
        }
      }
    }
  }
  t.end()
})

t.test('a sheet leaves no setting and no ground out, and stands on its own', (t) => {
  for (const regime of regimes) {
    for (const language of languages) {
      const sheet = regimeSheet(regime, language)
      const plain = sheet.replaceAll('&#39;', '\'').replaceAll('&amp;', '&').replaceAll('&quot;', '"')
      const missing = settingsOf(regime).filter(({ path, setting }) => {
        const name = settingNames[path]![language === 'en' ? 'en' : 'zh']
        return !plain.includes(name) || !plain.includes(settingText(regime, path, setting, language)) ||
          (setting.ourChoice !== undefined && !plain.includes(language === 'en' ? setting.ourChoice.en : setting.ourChoice.zh))
      })
      t.same(missing.map(({ path }) => path), [], `${regime.version} ${language}`)
      const grounds = Object.values(regime.grounds).filter(({ name }) => !plain.includes(language === 'en' ? name.en : name.zh))
      t.same(grounds, [])
      t.match(sheet, /^<!doctype html>[^]*@page \{ size: A4/)
      t.notMatch(sheet, /<script|https?:|src=|undefined|\[object/)
      t.ok(sheet.includes(regimeHash(regime)), 'what is signed is named')
    }
  }
  t.end()
})

t.test('what is our choice is marked, what overrides another names it, and there is a place to sign', (t) => {
  const sheet = regimeSheet(county, 'zh-CN')
  t.match(sheet, /答复期限<\/th><td>5个工作日<\/td><td>《政务信息公开实施细则》第十二条第一款<\/td><td>规范性文件<\/td><td>20个工作日 \(《中华人民共和国政府信息公开条例》第三十三条第二款\)/)
  t.match(sheet, /期满时刻<\/th><td>当日24时<\/td><td class="choice"><strong>本系统的选择<\/strong>/)
  t.match(sheet, /暂停首日与末日<\/th><td>首日不计入，末日计入<\/td><td class="choice">《中华人民共和国政府信息公开条例》第三十三条第三款\. <strong>/)
  t.match(sheet, /签名[^]*日期[^]*class="annex"/, 'what a clock follows is signed on the first page')
  const english = regimeSheet(county, 'en')
  t.match(english, /<html lang="en">[^]*Time to answer<\/th><td>5 working days[^]*20 working days \(Regulation/)
  t.match(english, /content: "◆ "/)
  t.end()
})

t.test('the hash names all that a law says: one changed word gives another', (t) => {
  t.match(regimeHash(county), /^[0-9a-f]{64}$/)
  t.equal(regimeHash({ ...county }), regimeHash(county), 'however it was put together')
  const { limit } = county
  t.not(regimeHash({ ...county, limit: { ...limit, base: { ...limit.base, value: 6 } } }), regimeHash(county))
  t.not(regimeHash({ ...county, limit: { ...limit, base: { ...limit.base, ourChoice: { zh: '另有说法。', en: 'Said otherwise.' } } } }), regimeHash(county))
  t.equal(new Set(regimes.map(regimeHash)).size, regimes.length)
  t.end()
})

t.test('a sheet with a setting that has no name or no words is not written', (t) => {
  const strange = { ...county, weather: county.limit.base } as Regime
  t.throws(() => regimeSheet({ ...county, limit: { ...county.limit, roll: { ...county.limit.roll, value: 'sideways' as 'none' } } }, 'en'),
    { message: 'A sheet has no words for limit.roll=sideways' })
  t.throws(() => regimeSheet(strange, 'en'), { message: 'The setting weather stands in no part of the sheet' })
  t.end()
})
