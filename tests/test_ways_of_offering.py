"""The many ways a forum's post offers its roles. Every company and person here is invented."""

from __future__ import annotations

import pytest

from tests.forum import thread_post

HEAD = "Lumenforge | Oslo | Full-time | https://lumenforge.example"


def titles(html: str) -> list[str]:
    return [role.title for role in thread_post(html).roles]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Lead and Senior Software Engineer", ["Lead Software Engineer", "Senior Software Engineer"]),
        ("Senior & Staff Backend Engineers", ["Senior & Staff Backend Engineer"]),
        (
            "Senior I Backend Engineer (£84-101k) Staff Data Engineer (£108-121k)",
            ["Senior I Backend Engineer", "Staff Data Engineer"],
        ),
        (
            "Junior/Medior DevOps and Python Engineers",
            ["Junior/Medior DevOps Engineer", "Junior/Medior Python Engineer"],
        ),
        (".NET Engineer", [".NET Engineer"]),
        ("2 Sr. AI Architects", ["Sr. AI Architect"]),
        ("10-12 Summer Interns", ["Summer Intern"]),
        ("three-five engineers", ["Engineer"]),
        ("Applied AI Engineer - Job Posting", ["Applied AI Engineer"]),
        ("Platform Engineer — Bay Area, In-Office", ["Platform Engineer"]),
        ("Senior Data Scientist — Oslo", ["Senior Data Scientist"]),
        (
            "Senior ML Engineer – LLM & Reinforcement Learning (m/f/d)",
            ["Senior ML Engineer – LLM & Reinforcement Learning"],
        ),
        ("Software Engineer (Entry-Level, Full-Stack)", ["Software Engineer (Entry-Level, Full-Stack)"]),
        (
            "Senior Engineers (Full-stack, Backend, ML Platform)",
            ["Senior Full-stack Engineer", "Senior Backend Engineer", "Senior ML Platform Engineer"],
        ),
        ("Infra / Platform Engineers", ["Infra / Platform Engineer"]),
        ("Founding Engineer / Founding GTM", ["Founding Engineer", "Founding GTM"]),
        ("Software Engineers, growth/marketing", ["Software Engineer", "growth/marketing"]),
        ("Creative Director", ["Creative Director"]),
        ("Chief Financial Officer (CFO)", ["Chief Financial Officer (CFO)"]),
        ("Senior Full Stack (React/Node) Engineer", ["Senior Full Stack (React/Node) Engineer"]),
        (
            "Machine Learning Scientist (bioacoustics), CA$95,000-120,000",
            ["Machine Learning Scientist (bioacoustics)"],
        ),
        ("AI Engineer ($150k - $200k), Designer ($120k)", ["AI Engineer", "Designer"]),
        ("Controls & Learning Engineer", ["Controls & Learning Engineer"]),
        ("algorithms/AI eng and product mgmt", ["algorithms/AI eng", "product mgmt"]),
        ("Founding GTM (Go to market) / Growth", ["Founding GTM (Go to market) / Growth"]),
        ("Sales Development Rep", ["Sales Development Rep"]),
        ("IT System Admin", ["IT System Admin"]),
        (
            "Fullstack Engineer + Product Designer + Growth Marketer",
            ["Fullstack Engineer", "Product Designer", "Growth Marketer"],
        ),
        ("Hiring Coordinator", ["Hiring Coordinator"]),
        ("(IMHO) really fun Product Manager", ["Product Manager"]),
        ("Professor of Machine Learning", ["Professor of Machine Learning"]),
        ("AI Native Software Engineer (All Levels)", ["AI Native Software Engineer"]),
        ("Fullstack Engineer and AI enthusiast", ["Fullstack Engineer"]),
        ("SWE, SRE, Networking, Infra, TPM, PM", ["SWE", "SRE", "Networking", "Infra", "TPM", "PM"]),
        (
            "Software Engineers (Full-stack, Infra, Integrations)",
            ["Software Engineer (Full-stack, Infra, Integrations)"],
        ),
        ("Lead Engineer | Engineering", ["Lead Engineer"]),
        ("Product Engineers (Backend / Full-Stack)", ["Product Engineer (Backend / Full-Stack)"]),
        ("Senior SDETs", ["Senior SDET"]),
        ("Engineering, Data Science", ["Data Science"]),
        ("Product, Research & Design", ["Product", "Research", "Design"]),
        ("Founding ML", ["Founding ML"]),
        ("SWE & ML", ["SWE", "ML"]),
        ("Robotics / Software Engineering", ["Robotics / Software Engineer"]),
        ("Data Scientist, Software Engineer (both senior)", ["Data Scientist", "Software Engineer"]),
        ("Data Scientist, Growth", ["Data Scientist, Growth"]),
        ("Founding Engineer, GTM", ["Founding Engineer", "GTM"]),
        ("healthcare, sleep, machine learning", ["Open role"]),
        ("AI, fintech", ["Open role"]),
        ("AI", ["Open role"]),
        ("Data Engineer/Data Scientist", ["Data Engineer/Data Scientist"]),
    ],
)
def test_a_headers_segment_is_cut_as_a_reader_would(header: str, expected: list[str]) -> None:
    post = f"Lumenforge | {header} | Oslo | Full-time<p>We build lamps. Apply at https://lumenforge.example"
    assert [title.casefold() for title in titles(post)] == [title.casefold() for title in expected]


BODIES: dict[str, tuple[str, list[str]]] = {
    "a title alone before a colon": (
        "<p>Senior Software Engineer (TypeScript):\nBuild.<p>Senior AI Engineer (Python):\nBuild agents.",
        ["Senior Software Engineer (TypeScript)", "Senior AI Engineer (Python)"],
    ),
    "one title alone before a link": (
        "<p>AI Engineer:\nhttps://jobs.example/view/1",
        ["AI Engineer"],
    ),
    "numbered, after a sentence with a number of engineers": (
        "<p>We hire three-five engineers.<p>1. Senior Front-end Engineer (TS/React + bit of Python)\n"
        "2. Senior Data Engineer (Python, duckdb)\n3. ML Engineer",
        [
            "Senior Front-end Engineer (TS/React + bit of Python)",
            "Senior Data Engineer (Python, duckdb)",
            "ML Engineer",
        ],
    ),
    "a sentence with clauses between": (
        "<p>We are looking for AI/ML Engineers to train models (1+ years, Oslo only), Senior Data Scientists "
        "(5+ years), and Product Engineers (3+ years). Join us.",
        ["AI/ML Engineer", "Senior Data Scientist", "Product Engineer"],
    ),
    "a colon far into the sentence": (
        "<p>We're hiring staff-level folks (L4+) in Oslo: Data Scientists, Data Engineers, and Backend "
        "Engineers (typescript).",
        ["Data Scientist", "Data Engineer", "Backend Engineer (typescript)"],
    ),
    "also a designer": (
        "<p>We are hiring a Founding ML Engineer. We're also looking for a product designer.",
        ["Founding ML Engineer", "Product Designer"],
    ),
    "a label with a title": (
        "<p>Title: Knowledge Engineer II (AI)\nLocation: Oslo",
        ["Knowledge Engineer II (AI)"],
    ),
    "years before the title": (
        "<p>Open roles:<p>8+ yrs - Staff SWE, AI (Oslo) https://g.example/1\n3+ yrs - SWE, AI (Oslo) "
        "https://g.example/2",
        ["Staff SWE, AI", "SWE, AI"],
    ),
    "roles such as": (
        "<p>We're hiring for a variety of engineering roles, including generalist software engineers and "
        "infrastructure engineers.",
        ["Generalist Software Engineer", "Infrastructure Engineer"],
    ),
    "a company that tells it is hiring, in capitals": (
        "<p>Lumenforge is hiring a Growth & Partnerships Lead",
        ["Growth & Partnerships Lead"],
    ),
    "one opening with a qualifier": (
        "<p>Our current openings are: Sr. Software Engineer - Frontend - Oslo : https://g.example/1",
        ["Sr. Software Engineer - Frontend"],
    ),
    "officers": (
        "<p>Open Positions (all remote):<p>• Chief Financial Officer (CFO) - Lead all operations\n"
        "• Chief Marketing Officer (CMO) - Drive brand",
        ["Chief Financial Officer (CFO)", "Chief Marketing Officer (CMO)"],
    ),
    "a tech stack is no title": (
        "<p>ML Engineer: train models.\nSWE Tech stack: Ruby\nDesigner: draw.",
        ["ML Engineer", "Designer"],
    ),
    "also an intern": (
        "<p>We are looking for software engineers. We're also hiring an ML intern for the spring.",
        ["Software Engineer", "ML Intern"],
    ),
    "people who do something": (
        "<p>Core Systems Engineers to design and harden our APIs.\nAI Prototyping Engineers to move fast "
        "with "
        "LLMs.",
        ["Core Systems Engineer", "AI Prototyping Engineer"],
    ),
    "teams in a sentence": (
        "<p>We're hiring across Product, Infrastructure, and ML.",
        ["Product", "Infrastructure Engineer", "ML Engineer"],
    ),
    "engineers across teams": (
        "<p>We are looking for Senior Engineers across Full-stack, Backend, and ML Platform teams in Oslo.",
        ["Full-stack Engineer", "Backend Engineer", "ML Platform Engineer"],
    ),
    "a field with a link": (
        "<p>Open roles:<p>- Software Engineer (mid): https://g.example/1\n- DevOps: https://g.example/2",
        ["Software Engineer (mid)", "DevOps"],
    ),
    "a place in the title": (
        "<p>Open roles:<p>- SWE in Chile: https://g.example/1\n- DevOps Engineer in Oslo: "
        "https://g.example/2",
        ["SWE", "DevOps Engineer"],
    ),
    "engineering roles": (
        "<p>We are looking to fill a number of software engineering roles.",
        ["Software Engineer"],
    ),
    "a place after the work": (
        "<p>Roles: We're hiring engineers for in-person work here at our place in Union Sq, Flatiron.",
        ["Engineer"],
    ),
    "duties with a colon": (
        "<p>We are looking for a Founding Engineer.<p>The Role:<p>Architect & Build: Lead the move.\n"
        "Mentor Future Engineers: Help them.\nStandards: Set them.",
        ["Founding Engineer"],
    ),
    "fields in parentheses": (
        "<p>Hiring:<p>- Software Engineers (Full-stack, Infra, Data Platform)\n- Product Managers",
        ["Software Engineer (Full-stack, Infra, Data Platform)", "Product Manager"],
    ),
    "a list that goes on in the next line": (
        "<p>We're hiring staff-level folks (L4+) in Oslo: Data Scientists,\nData Engineers, and ML "
        "Engineers.",
        ["Data Scientist", "Data Engineer", "ML Engineer"],
    ),
    "many tools in parentheses": (
        "<p>1. Senior Web Engineer (TS/React)\n2. Senior Data Engineer (Python, airflow, duckdb, s3, "
        "bigquery)",
        ["Senior Web Engineer (TS/React)", "Senior Data Engineer"],
    ),
    "a team after a dash": (
        "<p>- Data Engineer - Geolocation team - read more at https://g.example/1\n"
        "- Data Engineer - Privacy team (VPN) - read more at https://g.example/2",
        ["Data Engineer - Geolocation team", "Data Engineer - Privacy team"],
    ),
    "a lead in the qualifier": (
        "<p>Current openings:<p>* Staff Software Engineer - ML Ops, Technical Lead ($250,000 - $330,000)\n"
        "* Software Engineer - Data Platform ($162,000)",
        ["Staff Software Engineer - ML Ops, Technical Lead", "Software Engineer - Data Platform"],
    ),
    "disciplines with what they need": (
        "<p>We're hiring engineers across disciplines:<p>- Backend: strong in Java\n- Infrastructure: "
        "tooling\n- Artificial Intelligence: neural networks",
        ["Backend Engineer", "Infrastructure Engineer", "Artificial Intelligence Engineer"],
    ),
    "an arrow with a long dash": (
        "<p>Open role: Senior ML Engineer —> Apply here ( https://g.example/1 )",
        ["Senior ML Engineer"],
    ),
    "a link glued on": ("<p>Hiring: ML Engineer https://g.example/ml", ["ML Engineer"]),
    "a founder who says hello": (
        "<p>Hi, I’m Ada, cofounder of Lumenforge (with Max, cofounder/CTO).\nWe’re hiring a Founding Senior "
        "Full-Stack Engineer to join us in Oslo.",
        ["Founding Senior Full-Stack Engineer"],
    ),
    "degrees are no titles": (
        "<p>Roles:<p>1. Infrastructure Engineer :\n3+ Years | Python | Engineer or similar degree\n"
        "2. Customer Support Executive :\nFluent | Engineer or similar degree",
        ["Infrastructure Engineer", "Customer Support Executive"],
    ),
    "a greater-than sign": (
        "<p>Roles include:<p>> Senior/Staff Backend Engineers, Product - own our platform\n"
        "> Senior Product Managers for Hardware - shape our future",
        ["Senior/Staff Backend Engineer, Product", "Senior Product Manager"],
    ),
    "one word and a title": (
        "<p>Hiring on my team: Technical Program Manager II https://g.example/1",
        ["Technical Program Manager II"],
    ),
    "two equals signs": (
        "<p>== Platform Engineer\nBuild the system.<p>== Forward Deployed Engineer\nBuild with customers.",
        ["Platform Engineer", "Forward Deployed Engineer"],
    ),
    "bold and a dash": (
        "<p>*Founding Engineer (ML)* — own our models.<p>*Design Engineer* — own our look.",
        ["Founding Engineer (ML)", "Design Engineer"],
    ),
    "the same twice": (
        "<p>Open roles:<p>- ML Engineer (Oslo)\n- ML Engineer (Bergen)\n- Designer",
        ["ML Engineer", "Designer"],
    ),
    "sections by discipline": (
        "<p>Engineering<p>- Senior ML Engineer\n- SRE<p>Design<p>- Product Designer<p>Sales<p>- AE",
        ["Senior ML Engineer", "SRE", "Product Designer", "AE"],
    ),
    "counts of roles in sections": (
        "<p>Hiring for technical roles:<p>Engineering (13 roles): Backend, Platform, SRE\n"
        "Research (8 roles): Research Scientists, Research Engineers\nProduct (3 roles): Product Managers",
        [
            "Backend Engineer",
            "Platform Engineer",
            "SRE",
            "Research Scientist",
            "Research Engineer",
            "Product Manager",
        ],
    ),
    "double slashes": (
        "<p>Open Roles: // Senior Backend Engineer (Remote) - Ruby // Product Designer (Oslo) // ML Engineer",
        ["Senior Backend Engineer", "Product Designer", "ML Engineer"],
    ),
    "plain lines under a label": (
        "<p>Open positions:<p>ML Engineer\nProduct Designer\nHead of Sales",
        ["ML Engineer", "Product Designer", "Head of Sales"],
    ),
    "a qualifier between a bar and a link": (
        "<p>Apply:<p>Forward Deployed Engineer | Agentic AI https://jobs.example/1<p>Platform Engineer | "
        "Oslo https://jobs.example/2",
        ["Forward Deployed Engineer - Agentic AI", "Platform Engineer"],
    ),
    "titles with a description after a bullet": (
        "<p>Open roles:<p>- Software Engineer, Product (Full Stack) • Build the shop: https://jobs.example/1"
        "<p>- Software Engineer, Backend • Scale search: https://jobs.example/2",
        ["Software Engineer, Product (Full Stack)", "Software Engineer, Backend"],
    ),
    "titles told again in short beside their pay": (
        "<p>Roles:<p>A. Senior Rust Developer: make it fast<p>B. Senior Test Engineer: break it<p>"
        "A. Sr Rust Dev: USD 40-50/hr B. Sr Test Eng: USD 33-43/hr",
        ["Senior Rust Developer", "Senior Test Engineer"],
    ),
    "engineers by field under a heading": (
        "<p>Hiring for technical roles:<p>Engineering (13 roles):\nBackend, SRE, Data Engineering, Security"
        "<p>Research (8 roles):\nResearch Scientists, Research Engineers",
        [
            "Backend Engineer",
            "SRE",
            "Data Engineer",
            "Security Engineer",
            "Research Scientist",
            "Research Engineer",
        ],
    ),
    "two of a kind in one line": (
        "<p>We have several roles.<p>Lead React Native Engineer and React Native Engineers<p>You'll be "
        "working on mobile applications for lamps and on all that they need.",
        ["Lead React Native Engineer", "React Native Engineer"],
    ),
    "fields before links": (
        "<p>Hiring:<p>Staff Software Engineer, Patient Experience: https://jobs.example/1<p>Staff Data "
        "Scientist, Growth: https://jobs.example/2",
        ["Staff Software Engineer, Patient Experience", "Staff Data Scientist, Growth"],
    ),
    "someone who is not named": (
        "<p>We're hiring a Software Engineer.<p>I'm also looking for someone who's an engineer/designer mix.",
        ["Software Engineer"],
    ),
    "lists by department": (
        "<p>Currently hiring across engineering and business:<p>Cloud: Full Stack (Python), Senior DevOps "
        "Lead<p>Autonomy: Behavior, Planning, Controls, Calibration, Mapping, Localization and more"
        "<p>Field: Deployment Engineer (installs), Customer Solutions Engineer"
        "<p>Product/Business: Senior PM (lamps), Program Manager, Account Executive",
        [
            "Senior DevOps Lead",
            "Deployment Engineer (installs)",
            "Customer Solutions Engineer",
            "Senior PM (lamps)",
            "Program Manager",
            "Account Executive",
        ],
    ),
    "a field and its tools after a dash": (
        "<p>We are looking for:<p>Software Engineer - Backend, Python, Rust - https://jobs.example/1"
        "<p>Staff Engineer - https://jobs.example/2",
        ["Software Engineer - Backend", "Staff Engineer"],
    ),
    "engineers by field in parentheses": (
        "<p>Open Roles: Eng (iOS/MacOS, Android, AI/ML, Browser Extensions), Social Media Intern",
        [
            "iOS/MacOS Engineer",
            "Android Engineer",
            "AI/ML Engineer",
            "Browser Extensions Engineer",
            "Social Media Intern",
        ],
    ),
    "engineers by field under a long sentence": (
        "<p>We're hiring across disciplines for engineers who work with Unix and have fluent written and "
        "spoken English:<p>● Backend Servers: Strong in C<p>● Artificial Intelligence: neural networks",
        ["Backend Servers Engineer", "Artificial Intelligence Engineer"],
    ),
    "a need": (
        "<p>We're hiring engineers for work in Oslo. Primary need is for Fullstack/Product Engineers.",
        ["Fullstack/Product Engineer"],
    ),
    "software engineers of two kinds": (
        "<p>We're hiring.<p>Full Stack and Backend Software Engineers: https://jobs.example/1",
        ["Full Stack Software Engineer", "Backend Software Engineer"],
    ),
    "plurals on both sides of a stroke": (
        "<p>We're hiring:<p>- Data Scientists / Software Engineers",
        ["Data Scientist", "Software Engineer"],
    ),
    "skills in parentheses of two": (
        "<p>We're hiring backend engineers (Go) and research scientists (RL) for our Oslo office.",
        ["Backend Engineer (Go)", "Research Scientist (RL)"],
    ),
    "a title in small letters with its tools": (
        "<p>Two roles:<p>*Full-stack engineer (React)*: you ship.<p>*Research scientist*: you study.",
        ["Full-stack Engineer (React)", "Research Scientist"],
    ),
    "roles after the jobs": (
        "<p>Now hiring for Data Scientist and Software Engineer roles.",
        ["Data Scientist", "Software Engineer"],
    ),
    "marked links": (
        "<p>Apply:<p>[Data Scientist](https://jobs.example/1)<p>[Software Engineer](https://jobs.example/2)",
        ["Data Scientist", "Software Engineer"],
    ),
    "links first": (
        "<p>Apply:<p>https://jobs.example/1 - Data Scientist<p>https://jobs.example/2 - Software Engineer",
        ["Data Scientist", "Software Engineer"],
    ),
    "a team that grows": (
        "<p>We are expanding our team with a Data Scientist and a Software Engineer.",
        ["Data Scientist", "Software Engineer"],
    ),
    "one more as well": (
        "<p>We are looking for a backend engineer. We are looking for an ML engineer as well.",
        ["Backend Engineer", "ML Engineer"],
    ),
    "numbers in one line": (
        "<p>We have two roles: 1) Backend Engineer: build lamps. 2) ML Engineer: train lamps.",
        ["Backend Engineer", "ML Engineer"],
    ),
    "links in parentheses": (
        "<p>Roles: Software Engineer (https://jobs.example/1), Data Scientist (https://jobs.example/2)",
        ["Software Engineer", "Data Scientist"],
    ),
    "links in a sentence": (
        "<p>We're hiring a Software Engineer (https://jobs.example/1) and a Data Scientist "
        "(https://jobs.example/2).",
        ["Software Engineer", "Data Scientist"],
    ),
    "titles and links in one line": (
        "<p>Software Engineer: https://jobs.example/1 Data Scientist: https://jobs.example/2",
        ["Software Engineer", "Data Scientist"],
    ),
    "links alone": (
        "<p>To apply:<p>[1] https://jobs.example/backend-engineer<p>[2] https://jobs.example/ml-engineer",
        ["Backend Engineer", "ML Engineer"],
    ),
    "roles that a sentence includes": (
        "<p>Our open roles include Senior Backend Engineer and Research Scientist.",
        ["Senior Backend Engineer", "Research Scientist"],
    ),
    "lines with articles": (
        "<p>We're looking for:<p>An ML engineer who likes lamps<p>A designer who draws lamps",
        ["ML Engineer", "Designer"],
    ),
    "one or the other": (
        "<p>Come join us as a backend engineer or a data scientist.",
        ["Backend Engineer", "Data Scientist"],
    ),
    "somebody and a job": (
        "<p>We need two people: someone to build our backend, and a machine learning engineer.",
        ["Machine Learning Engineer"],
    ),
    "a role to come": (
        "<p>P.S. We have a new role coming up: Staff SWE, Agentic AI. Write to ada at lumenforge.example",
        ["Staff SWE, Agentic AI"],
    ),
    "duties are no fields": (
        "<p>Looking for strong full-stack engineers who:<p>- Ship fast and care about product<p>- Like lamps",
        ["Full-Stack Engineer"],
    ),
    "a label that says how many": (
        "<p>Hiring: Multiple roles; backend developer (Kotlin), frontend developer (Angular)",
        ["Backend Developer (Kotlin)", "Frontend Developer (Angular)"],
    ),
    "items with articles": (
        "<p>We're hiring for many roles:<p>1/ Engineers for our product team, which builds tools."
        "<p>2/ A Head of Marketing, to help us tell our story.",
        ["Engineer", "Head of Marketing"],
    ),
    "fields after a comma": (
        "<p>We're hiring for:<p>* Product engineer, Customers<p>* Product engineer, Growth",
        ["Product Engineer, Customers", "Product Engineer, Growth"],
    ),
    "a list whose items are long": (
        "<p>What we are looking for:<p>- Computer Vision: take messy images of lamps and make sense of each"
        "<p>- AI / ML Research & Engineering: build brains<p>- Full Stack Engineering: build the tools",
        ["AI / ML Research & Engineering", "Full Stack Engineer"],
    ),
    "a field that links to its opening": (
        "<p>If you're interested:<p>--> SWE in Oslo: https://jobs.example/1"
        "<p>--> DevOps in Oslo: https://jobs.example/2",
        ["SWE", "DevOps"],
    ),
    "hyphens in one line": (
        "<p>We have multiple roles open: - Senior Python Developer - Technical Team Lead - AI engineer",
        ["Senior Python Developer", "Technical Team Lead", "AI engineer"],
    ),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_a_body_is_read_as_a_reader_would(body: str, expected: list[str]) -> None:
    assert [title.casefold() for title in titles(HEAD + body)] == [title.casefold() for title in expected]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "Lumenforge – Senior Backend Engineer (Rust) / Oslo NO / hybrid / £75-95k<p>We light rooms.",
            "Senior Backend Engineer (Rust)",
        ),
        (
            "Hi all! We're a tiny company (4 of us) in Oslo. Looking for someone who can do data science for "
            "us. Write to ada@lumenforge.example",
            "Data Science",
        ),
        (
            "Lumenforge is building the AI agent for lamps.<p>We need Engineers who tackle hard problems. "
            "Email me: ada@lumenforge.example",
            "Engineer",
        ),
        (
            "My company makes lamps, and we could use another machine learning engineer. Write to "
            "ada@lumenforge.example if you like lamps.",
            "Machine Learning Engineer",
        ),
        (
            "We are four people and want to bring on our first data scientist. ada@lumenforge.example",
            "First Data Scientist",
        ),
        (
            "Remote or Norway<p>Lumenforge - Founding Engineer (AI x Lamps) - Remote - $80k + Equity<p>Apply "
            "at https://lumenforge.example",
            "Founding Engineer (AI x Lamps)",
        ),
        (
            "Lumenforge | Full-Stack Engineer (Contractor) | Remote<p>We're looking for a full-stack "
            "engineer who owns features across our stack:<p>- Backend: Python<p>- Frontend: React<p>- Infra",
            "Full-Stack Engineer",
        ),
        (
            "Lumenforge | Oslo | Full Time<p>As a software engineer, you will be responsible for lamps. We "
            "are hiring. https://lumenforge.example",
            "Software Engineer",
        ),
        (
            "Lumenforge | Oslo | Full-time<p>We build lamps. To apply: "
            "https://lumenforge.example/jobs/medical-lamp-software-engineer/",
            "Medical Lamp Software Engineer",
        ),
        (
            "Lumenforge | Oslo | Full-time<p>Interested to hear from a firmware engineer. Apply: ada at "
            "lumenforge.example",
            "Firmware Engineer",
        ),
        (
            "Senior ML Engineer – Reinforcement Learning of Lamps in the Wild (m/f/d)<p>€100.000 | Full-Time "
            "| ONSITE<p>Design lamps with us.",
            "Senior ML Engineer – Reinforcement Learning of Lamps in the Wild",
        ),
    ],
)
def test_an_offer_is_an_offer_however_it_is_told(post: str, expected: str) -> None:
    assert [title.casefold() for title in titles(post)] == [expected.casefold()]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (
            "Lumenforge | Software Engineer | Oslo<p>We're also hiring an ML/SWE intern for the spring.",
            ["Software Engineer", "ML/SWE intern"],
        ),
        (
            "Lumenforge | ML Engineer | Oslo<p>Open roles:<p>- Backend Engineer: https://jobs.example/1",
            ["ML Engineer", "Backend Engineer"],
        ),
        (
            "Lumenforge | Senior Software Engineer | Oslo<p>- Data Scientist: https://jobs.example/1",
            ["Senior Software Engineer", "Data Scientist"],
        ),
        (
            "Lumenforge | Software Engineer | Oslo<p>We're hiring software engineers and data scientists.",
            ["Software Engineer", "Data Scientist"],
        ),
        (
            "Lumenforge | Oslo<p>We're hiring engineers for our product. We're also looking for a Data "
            "Engineer and a Product Designer.",
            ["Engineer", "Data Engineer", "Product Designer"],
        ),
        (
            "Lumenforge | Intern (Summer 2026) | Oslo<p>We're hiring a software engineering intern.",
            ["Software Engineering Intern"],
        ),
        (
            "Lumenforge | Backend Engineer | Oslo<p>Other open roles: ML Engineer, Designer",
            ["Backend Engineer", "ML Engineer", "Designer"],
        ),
        (
            "Lumenforge | Backend Engineer | Oslo<p>P.S. We have an opening for an ML engineer, too.",
            ["Backend Engineer", "ML Engineer"],
        ),
        (
            "Lumenforge | Backend Engineer | Oslo<p>You'll talk with our Lead Engineer: https://lumenforge.example",
            ["Backend Engineer"],
        ),
        (
            "Lumenforge | Engineering | Oslo<p>We are hiring backend and frontend engineers.",
            ["Backend Engineer", "Frontend Engineer"],
        ),
        (
            "Lumenforge | Engineering | Oslo<p>Senior Engineer, Lamps: https://jobs.example/1<p>Staff "
            "Engineer, Lamps: https://jobs.example/2<p>We are also looking for a few more applied scientists",
            ["Senior Engineer, Lamps", "Staff Engineer, Lamps", "Applied Scientist"],
        ),
    ],
)
def test_what_a_sentence_also_offers_is_a_role_of_its_own(post: str, expected: list[str]) -> None:
    assert [title.casefold() for title in titles(post)] == [title.casefold() for title in expected]


@pytest.mark.parametrize(
    "post",
    [
        "Is anyone hiring juniors? Asking seriously. I have sent 200 applications for engineer roles.",
        "Anyone looking for a remote ML engineer? Every post here says senior.",
        "Does any of these companies hire data scientists outside the US?",
        "Why does nobody here hire junior developers any more?",
        "Are you hiring ML engineers in Europe too?",
        "I'm exploring a new venture. This is not a job post (yet); looking for advisors and engineers.",
        "Subject: Full Stack Engineer Application. Hi, I'm reaching out about your post. Apply: my CV.",
        "Please list the location, post only if you're hiring for your company, one post per company.",
        "Aggregated for easier reading, with all engineer roles: https://threads.example/jobs",
    ],
)
def test_questions_and_remarks_offer_nothing(post: str) -> None:
    assert thread_post(post).roles == ()


@pytest.mark.parametrize(
    ("post", "name"),
    [
        (
            "Hi! We (founders of Saddlestone, https://saddlestone.example) are hiring an ML engineer.",
            "Saddlestone",
        ),
        (
            "Hi! I run Saddlestone, a shop for saddles, and need a data scientist. ada@saddlestone.example",
            "Saddlestone",
        ),
        (
            "I'm the CTO of Saddlestone and we are hiring an ML engineer. https://saddlestone.example",
            "Saddlestone",
        ),
        ("We at Saddlestone are looking for an ML engineer. https://saddlestone.example", "Saddlestone"),
        (
            "We are saddlestone GmbH, a startup, looking for an ML engineer. https://saddlestone.example",
            "saddlestone",
        ),
        ("Saddlestone is the newco from the founders of Globex. We are hiring ML engineers.", "Saddlestone"),
        (
            "Saddlestone Ai, the leading saddle company, is growing.<p>Hiring:<p>- ML Engineer\n- Designer",
            "Saddlestone Ai",
        ),
        ("Sparrow <Labs> | ML Engineer | Oslo<p>https://sparrow.example", "Sparrow <Labs>"),
    ],
)
def test_prose_tells_whose_it_is(post: str, name: str) -> None:
    html = post.replace("<Labs>", "&lt;Labs&gt;")
    assert thread_post(html).company_name == name
