"""What does the public see of a competition, and in which files may it take it away?"""
