"""What a judgement with a code is: code, level, title, articles, page; how its units are found in a folder."""
