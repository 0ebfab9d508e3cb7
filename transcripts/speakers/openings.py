"""How turns begin that ask, and how those begin that answer: the first characters of a turn.

Every alternative begins with a letter of its own: re then skips what cannot begin one.
"""

from __future__ import annotations

import re

ASKS = re.compile(
    r"感谢[^。，,？?]{0,14}(?:回答|接受|给我|让我|机会|(?<!的)提问|把我|挤出|排)|谢谢[^。，,？?]{0,14}(?:回答|接受|给我|让我|机会|(?<!的)提问|把我|挤出|排)"
    r"|我的(?:第一个|第二个)?问题|我有[^。]{0,8}问题|想问|请问|请教|想请|想了解|想知道|能否|恭喜|祝贺|一个(?<!第一个)[^。，,]{0,6}问题"
    r"|两个[^。，,]{0,6}问题|三个(?<!第三个)[^。，,]{0,6}问题"
    r"|一个(?:是|给|关于|宏观)|追问|跟进|管理层好|各位好|我(?:也)?想(?:再)?(?:回到|谈谈|从|先|接着|追)|第一个问题(?<![于说答从对]第一个问题)(?=[，,是给想])|首先[，,]?(?:关于|想|我想|是)"
    r"|[Mm]y (?:first |second )?question|taking (?:my|the|our) question|question (?:is|on|about|for)"
    r"|wondering|[Cc]ongrat|[Ff]ollow[- ]?up|want(?:ed)? to ask"
    r"|one (?:for|from|on) |two (?:for|from|on) |couple (?:for|from|on) |can you |could you |squeez|filling in|curious"
)
ANSWERS = re.compile(
    r"感谢[^。，,]{0,10}(?:的?问题|提问)|谢谢[^。，,]{0,10}(?:的?问题|提问)|我(?:先)?来(?:先)?(?:回答|谈|说|讲|补充|开|答)"
    r"|我(?:先|可以|很高兴|很乐意|想)(?:先)?(?:来)?(?:能)?(?:回答|谈|说|补充|分享|为)"
    r"|(?<![^\n。，,])(?:好的[，,])?(?:关于|至于|对于)|您的(?:第.个)?问题|你的(?:第.个)?问题|让我|我补充|问题是关于"
    r"|[Gg]ood question|[Gg]reat question|(?<![^\n])(?:Sure|Yeah|Yes)|[Ll]et me |[Tt]hanks for the question"
    r"|I'll (?:take|start)|I will (?:take|start)"
)
