"""What pages call a call: the words that make a line its title and end its subject."""

from __future__ import annotations

import re

# What pages call a call. Each alternative starts with a plain character, which keeps the search fast.
CALL_NAMES = (
    r"业绩(?:说明|交流|发布|推介|电话|对)?[会谈]议?|業績(?:說明|交流|發布|電話|對)?[會談]議?",  # 业绩电话会, a magazine's 对谈
    r"财报(?:电话|分析师)?会议?|財報(?:電話|分析師)?會議?|电话会议?|電話會議?|分析师会议?|分析師會議?",  # 第三季度财报电话会议
    r"法说会|法說會|说明会|說明會",  # Taiwan
    r"股东(?:周年|年度|临时)?大?会|股東(?:週年|周年|年度|臨時)?[大常]?會",  # shareholder meetings
    r"纪要|紀要|实录|實錄|逐字稿",  # notes and transcripts of whatever meeting
    r"投资者关系活动(?:记录)?",  # the record that A-share companies file
    r"Earnings (?:Conference )?Call|Results (?:Conference )?Call|Conference Call|Annual (?:General )?Meeting",
    r"EARNINGS (?:CONFERENCE )?CALL|earnings (?:conference )?call|conference call|results call|ANNUAL (?:GENERAL )?MEETING",
)
CALL = re.compile("|".join(CALL_NAMES))
