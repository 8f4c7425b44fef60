"""The coordinator's day."""


def test_x(page_as):
    v = page_as("coordinator")
    print(v.page.url)
