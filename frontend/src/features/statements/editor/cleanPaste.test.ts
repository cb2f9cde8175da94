import { expect, test } from 'vitest'
import { cleanPaste } from './cleanPaste'

test('takes a text from Word down to its content', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
    <!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
    <body lang=EN-US><!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto'><b><span
    style='font-size:12.0pt;font-family:"Times New Roman";mso-fareast-language:EN-US'>Access</span></b><span> is
    reviewed</span><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`
  expect(cleanPaste(word).replace(/\s+/g, ' ')).toBe('<p><b>Access</b> is reviewed</p>')
})

test('makes Word’s list paragraphs lists again, with their levels', () => {
  const item = (level: number, marker: string, text: string) =>
    `<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>${text}</p>`
  const pasted = cleanPaste(
    `<p>Before</p>${item(1, '1.', 'one')}${item(2, '·', 'deep')}${item(1, '2.', 'two')}<p>Between</p>${item(1, '·', 'new')}`,
  )
  expect(pasted).toBe(
    '<p>Before</p><ol><li>one<ul><li>deep</li></ul></li><li>two</li></ol><p>Between</p><ul><li>new</li></ul>',
  )
})

test('takes a text from Google Docs down to its content', () => {
  const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
    style="line-height:1.38"><span style="font-weight:700;font-style:italic">Access</span><span
    style="font-weight:400;text-decoration:none"> ends</span></p><br><ul style="margin:0"><li dir="ltr"><p dir="ltr"><span
    style="text-decoration:underline">at once</span></p></li></ul></b>`
  expect(cleanPaste(docs).replace(/\s+/g, ' ')).toBe(
    '<p><em><strong>Access</strong></em> ends</p><ul><li><p><u>at once</u></p></li></ul>',
  )
})

test('keeps tables, headings and safe links, and drops the rest', () => {
  const pasted = cleanPaste(
    '<h2 id="x">Title</h2><div class="a"><div>Line</div></div><table style="width:50%" border=1><tr><td colspan=2 ' +
      'width=5 onclick="x()">a</td></tr></table><p><a href="https://example.test" onclick="x()">safe</a> ' +
      '<a href="java\nscript:alert(1)">unsafe</a><a name="_Toc1">anchor</a><img src=x onerror=alert(1)><script>x()</script></p>',
  )
  expect(pasted).toBe(
    '<h2>Title</h2><p>Line</p><table><tbody><tr><td colspan="2">a</td></tr></tbody></table>' +
      '<p><a href="https://example.test">safe</a> unsafeanchor</p>',
  )
})

test('leaves what was copied in the editor itself as it is', () => {
  const own = '<p data-pm-slice="1 1 []" data-kept="{}">Text</p>'
  expect(cleanPaste(own)).toBe(own)
})
