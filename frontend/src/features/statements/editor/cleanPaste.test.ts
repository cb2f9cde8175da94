import { expect, test } from 'vitest'
import { cleanPaste } from './cleanPaste'

test('takes a text from Word down to its content', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
    <!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head>
    <body lang=EN-US><!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto'><b><span
    style='font-size:12.0pt;font-family:"Times New Roman";mso-fareast-language:EN-US'>Access</span></b><span> is
    reviewed</span><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`
  expect(cleanPaste(word).html.replace(/\s+/g, ' ')).toBe('<p><b>Access</b> is reviewed</p>')
})

test('makes Word’s list paragraphs lists again, with their levels', () => {
  const item = (level: number, marker: string, text: string) =>
    `<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>${text}</p>`
  const { html: pasted } = cleanPaste(
    `<p>Before</p>${item(1, '1.', 'one')}${item(2, '·', 'deep')}${item(1, '2.', 'two')}<p>Between</p>${item(1, '·', 'new')}`,
  )
  expect(pasted).toBe(
    '<p>Before</p><ol><li>one<ul><li>deep</li></ul></li><li>two</li></ol><p>Between</p><ul><li>new</li></ul>',
  )
})

/** A list paragraph as Word puts it on the clipboard. */
function wordItem(level: number, marker: string, text: string): string {
  return `<p class=MsoListParagraphCxSpMiddle style='margin-left:${level * 0.5}in;mso-add-space:auto;text-indent:-.25in;
mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='mso-bidi-font-family:Calibri'><span
style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`
}

const items = (level: number, ...markers: string[]) =>
  markers.map((marker) => wordItem(level, marker, marker)).join('')

test.each([
  ['a. b. c.', items(1, 'a.', 'b.', 'c.'), '<ol type="a"><li>a.</li><li>b.</li><li>c.</li></ol>'],
  ['i. ii.', items(1, 'i.', 'ii.'), '<ol type="i"><li>i.</li><li>ii.</li></ol>'],
  ['h. i. j.', items(1, 'h.', 'i.', 'j.'), '<ol type="a" start="8"><li>h.</li><li>i.</li><li>j.</li></ol>'],
  ['A) B)', items(1, 'A)', 'B)'), '<ol type="A"><li>A)</li><li>B)</li></ol>'],
  ['(5) (6)', items(1, '(5)', '(6)'), '<ol start="5"><li>(5)</li><li>(6)</li></ol>'],
  ['1. 4.', items(1, '1.', '4.'), '<ol><li>1.</li><li value="4">4.</li></ol>'],
  ['bullets', items(1, '·', 'o', '§'), '<ul><li>·</li><li>o</li><li>§</li></ul>'],
  [
    'a list that goes on after a paragraph',
    `${items(1, '1.', '2.')}<p class=MsoListContinue>Between.</p>${items(1, '3.')}`,
    '<ol><li>1.</li><li>2.</li></ol><p>Between.</p><ol start="3"><li>3.</li></ol>',
  ],
  [
    'a list within a list that begins anew',
    items(1, '1.') + items(2, 'a.', 'b.') + items(1, '2.') + items(2, 'a.'),
    '<ol><li>1.<ol type="a"><li>a.</li><li>b.</li></ol></li><li>2.<ol type="a"><li>a.</li></ol></li></ol>',
  ],
  ['numbers that no list has', items(1, '2.1', 'AC-2(a)'), '<p>2.1 2.1</p><p>AC-2(a) AC-2(a)</p>'],
])('keeps Word’s numbering: %s', (_, word, clean) => {
  expect(cleanPaste(word)).toEqual({ html: clean, leftBehind: [] })
})

test('a numbered heading of Word stays a heading with its number', () => {
  const heading = wordItem(1, '3', 'Access').replace('<p ', '<h2 ').replace('</p>', '</h2>')
  expect(cleanPaste(heading).html).toBe('<h2>3 Access</h2>')
})

test('what tracked changes deleted stays out, and is named', () => {
  const word = `<p class=MsoNormal>Accounts end after <span class=msoDel><del cite="mailto:Ana" datetime="2026-05-04T10:00">30</del></span><span
    class=msoIns><ins cite="mailto:Ana" datetime="2026-05-04T10:00">90</ins></span> days.<o:p></o:p></p>
    ${wordItem(1, '1.', '<span class=msoDel><del>Never.<o:p></o:p></del></span>')}${wordItem(1, '1.', 'Always.')}`
  const { html, leftBehind } = cleanPaste(word)
  expect(html.replace(/\s+/g, ' ')).toBe('<p>Accounts end after 90 days.</p> <ol><li>Always.</li></ol>')
  expect(leftBehind).toEqual(['deleted text: “30”', 'deleted text: “Never.”'])
})

test('names what was left behind', () => {
  const word = `<p class=MsoNormal>See<!--[if gte vml 1]><v:shape id="p1"><v:imagedata src="file:///C:/a/image001.png"/></v:shape><![endif]--><![if
    !vml]><img width=600 src="file:///C:/Users/a/AppData/image001.png" alt="Network plan" v:shapes="p1"><![endif]><span
    style='mso-hide:all;display:none'>secret</span> <a style='mso-comment-reference:AB_1'>this</a><span
    class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span>
    <a href="file:///C:/a/policy.docx">the policy</a> <a href="#_Toc1">below</a></p>
    <div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Is it so?</p></div></div>`
  const { html, leftBehind } = cleanPaste(word)
  expect(html.replace(/\s+/g, ' ')).toBe('<p>See this the policy below</p>')
  expect(leftBehind).toEqual([
    'hidden text: “secret”',
    'a comment: “Is it so?”',
    'a picture: “Network plan”',
    'the address of the link “the policy”',
  ])
})

test('keeps the numbering of other programs', () => {
  const docs =
    '<ol style="list-style-type:lower-alpha" start="3"><li>c</li><ol><li style="list-style-type:lower-roman">i</li></ol></ol>' +
    '<ol type="1" start="1"><li value="7">x</li></ol>'
  expect(cleanPaste(docs).html).toBe(
    '<ol start="3" type="a"><li>c<ol type="i"><li>i</li></ol></li></ol><ol><li value="7">x</li></ol>',
  )
})

test('takes a text from Google Docs down to its content', () => {
  const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
    style="line-height:1.38"><span style="font-weight:700;font-style:italic">Access</span><span
    style="font-weight:400;text-decoration:none"> ends</span></p><br><ul style="margin:0"><li dir="ltr"><p dir="ltr"><span
    style="text-decoration:underline">at once</span></p></li></ul></b>`
  expect(cleanPaste(docs).html.replace(/\s+/g, ' ')).toBe(
    '<p><em><strong>Access</strong></em> ends</p><ul><li><p><u>at once</u></p></li></ul>',
  )
})

test('keeps tables, headings and safe links, and drops the rest', () => {
  const { html: pasted } = cleanPaste(
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
  expect(cleanPaste(own)).toEqual({ html: own, leftBehind: [] })
})
